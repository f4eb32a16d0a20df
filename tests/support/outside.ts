import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A stand-in for the world outside: listens on this computer and counts whoever tries to reach it. */
export interface Outside {
  readonly tcpPort: number;
  readonly udpPort: number;
  /** e.g. `http://127.0.0.1:4711/` */
  readonly url: string;
  /** connections and datagrams so far */
  readonly visits: () => number;
  readonly close: () => Promise<void>;
}

/** Opens a TCP and a UDP port on the loopback address. */
export async function openOutside(): Promise<Outside> {
  let visits = 0;
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    visits += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 2\r\n\r\nhi');
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const udp = createSocket('udp4', () => (visits += 1));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const tcpPort = (tcp.address() as AddressInfo).port;
  return {
    tcpPort,
    udpPort: udp.address().port,
    url: `http://127.0.0.1:${tcpPort}/`,
    visits: () => visits,
    close: async () => {
      udp.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}
