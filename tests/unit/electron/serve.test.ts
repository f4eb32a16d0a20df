import type { WebContents, WebFrameMain } from 'electron';
import { expect, test, vi } from 'vitest';
import type { LogEntry } from '../../../electron/disk/log.ts';
import { serve, type Door } from '../../../electron/host/serve.ts';
import { tell } from '../../../electron/host/tell.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import { callNames } from '../../../shared/ipc/names.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';

type Listener = (event: { senderFrame: WebFrameMain | null }, input: unknown) => Promise<unknown>;

// only their identity matters here; what makes a frame ours is tested with `isOurFrame`
const standIn = (): WebFrameMain => Object.create(null) as WebFrameMain;
const ours = standIn();
const foreign = standIn();

function handlersWith(some: Partial<Handlers>): Handlers {
  const rest = callNames.map((name) => [name, () => Promise.resolve(fail('vault/locked'))]);
  return { ...(Object.fromEntries(rest) as unknown as Handlers), ...some };
}

/** A door without Electron: `call` is what the preload does. */
function openDoor(
  handlers: Handlers | Promise<Handlers>,
  checksOutputs = false,
  { appInfo, listPeople }: Door['first'] = handlersWith({}),
) {
  const listeners = new Map<string, Listener>();
  const written: LogEntry[] = [];
  let needed = 0;
  const door: Door = {
    contents: {
      ipc: { handle: (name: string, listener: Listener) => void listeners.set(name, listener) },
    } as unknown as WebContents,
    handlers: Promise.resolve(handlers),
    first: { appInfo, listPeople },
    need: () => void (needed += 1),
    isOurFrame: (frame) => frame === ours,
    log: { write: (entry) => void written.push(entry) },
    checksOutputs,
  };
  const opened = serve(door);
  opened.catch(() => undefined);
  return {
    opened,
    written,
    needed: () => needed,
    names: [...listeners.keys()],
    call: (name: string, input: unknown, frame: WebFrameMain | null = ours) =>
      listeners.get(name)!({ senderFrame: frame }, input),
    callAs: (event: { senderFrame: WebFrameMain | null }, name: string, input: unknown) =>
      listeners.get(name)!(event, input),
  };
}

test('every call of the contract is served, and no other', () => {
  expect(openDoor(handlersWith({})).names).toEqual([...callNames]);
});

test('a missing or surplus handler is a bug that shows at the start', async () => {
  const all = handlersWith({});
  const rest = Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'lock')) as unknown as Handlers;
  await expect(openDoor(rest).opened).rejects.toThrow('no handler for lock');
  const more = { ...handlersWith({}), open: () => 1 } as unknown as Handlers;
  await expect(openDoor(more).opened).rejects.toThrow('not in the contract: open');
});

test('a call that waited for the services is not made for a page that is gone meanwhile', async () => {
  let stand: (handlers: Handlers) => void = () => undefined;
  const door = openDoor(new Promise<Handlers>((resolve) => (stand = resolve)));
  const [gone, here] = [{ senderFrame: ours as WebFrameMain | null }, { senderFrame: ours as WebFrameMain | null }];
  const answers = [door.callAs(gone, 'lock', {}), door.callAs(here, 'lock', {})];
  gone.senderFrame = null;
  let locked = 0;
  stand(handlersWith({ lock: () => Promise.resolve(ok({ times: (locked += 1) })) }));
  expect(await answers[0]).toEqual(fail('ipc/foreign-sender'));
  expect(await answers[1]).toEqual(ok({ times: 1 }));
});

test('what the first screen asks is answered before the services stand, and by them as soon as they do', async () => {
  const people = (code: 'vault/missing' | 'vault/damaged') => () => Promise.resolve(fail(code));
  let stand: (handlers: Handlers) => void = () => undefined;
  const services = new Promise<Handlers>((resolve) => (stand = resolve));
  const door = openDoor(services, false, handlersWith({ listPeople: people('vault/missing') }));
  expect(await door.call('lock', { all: true })).toMatchObject({ fault: { code: 'ipc/bad-input' } });
  expect(door.needed()).toBe(0);
  let isLocked = false;
  const locking = door.call('lock', {}).then(() => (isLocked = true));
  expect(await door.call('listPeople', {})).toEqual(fail('vault/missing'));
  expect(await door.call('listPeople', {}, foreign)).toEqual(fail('ipc/foreign-sender'));
  expect(await door.call('listPeople', { all: true })).toMatchObject({ fault: { code: 'ipc/bad-input' } });
  expect(isLocked).toBe(false);
  // nobody else asks for the services that it waits for
  await vi.waitFor(() => expect(door.needed()).toBe(1));
  stand(handlersWith({ lock: () => Promise.resolve(ok({})), listPeople: people('vault/damaged') }));
  await door.opened;
  await locking;
  expect(await door.call('listPeople', {})).toEqual(fail('vault/damaged'));
});

test('a foreign frame, or one that is gone, gets nothing', async () => {
  let ran = false;
  const door = openDoor(handlersWith({ lock: () => Promise.resolve(((ran = true), ok({}))) }));
  for (const frame of [foreign, null]) {
    expect(await door.call('lock', {}, frame)).toEqual(fail('ipc/foreign-sender'));
  }
  expect(ran).toBe(false);
});

test.each([undefined, null, 1, 'x', [], new Date(0), new Map(), { extra: 1 }])(
  'bad input %j never reaches a handler',
  async (input) => {
    let ran = false;
    const door = openDoor(handlersWith({ lock: () => Promise.resolve(((ran = true), ok({}))) }));
    expect(await door.call('lock', input)).toMatchObject({ ok: false, fault: { code: 'ipc/bad-input' } });
    expect(ran).toBe(false);
  },
);

test('bad input is named by field, without its value', async () => {
  const output = await openDoor(handlersWith({})).call('unlock', { personId: 'geheim', passphrase: '' });
  expect(output).toEqual(fail('ipc/bad-input', { call: 'unlock', fields: ['personId', 'passphrase', 'transport'] }));
});

test('the handler gets the parsed input, and its result goes back', async () => {
  const seen: unknown[] = [];
  const door = openDoor(handlersWith({ closePreview: (input) => Promise.resolve((seen.push(input), ok({}))) }));
  expect(await door.call('closePreview', { token: 'abc' })).toEqual(ok({}));
  expect(seen).toEqual([{ token: 'abc' }]);
});

test('a handler that throws becomes an incident: a number for the person, the rest for the log', async () => {
  const bug = new Error('secreto');
  const door = openDoor(handlersWith({ lock: () => Promise.reject(bug) }));
  const output = (await door.call('lock', {})) as { fault: { code: string; detail: { incident: string } } };
  expect(output.fault.code).toBe('host/unexpected');
  expect(JSON.stringify(output)).not.toContain('secreto');
  expect(door.written).toEqual([
    { incident: output.fault.detail.incident, call: 'lock', fault: 'host/unexpected', error: bug },
  ]);
});

test('an answer against the contract is a bug where answers are checked', async () => {
  const wrong = handlersWith({ lock: () => Promise.resolve(ok({ extra: 1 })) });
  expect(await openDoor(wrong, true).call('lock', {})).toMatchObject({ fault: { code: 'host/unexpected' } });
  expect(await openDoor(wrong, false).call('lock', {})).toEqual(ok({ extra: 1 }));
});

test('events are sent while there is a page', () => {
  const sent: unknown[] = [];
  const contents = (isGone: boolean) =>
    ({ isDestroyed: () => isGone, send: (...all: unknown[]) => void sent.push(all) }) as unknown as WebContents;
  tell(contents(true), 'locked', {});
  tell(contents(false), 'locked', {});
  expect(sent).toEqual([['locked', {}]]);
});
