import type { EvidenceWay } from '../../../shared/evidence/piece.ts';
import type { ChosenFile } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { host } from '../../host.ts';

/** A file from outside that may become evidence; read once, straight into memory: no clear copy of it is ever made. */
export interface Source {
  readonly name: string;
  readonly size: number;
  /** milliseconds since 1970, as its file system has it */
  readonly modifiedAt: number;
  readonly way: EvidenceWay;
  /** @returns all of its bytes; `file/cannot-read` */
  readonly read: () => Promise<Result<Bytes>>;
}

const PORTION = 1024 * 1024;

/** A file that was dropped or pasted; `name` in the place of its own. */
export function sourceOfFile(file: File, way: EvidenceWay, name = file.name): Source {
  const read = async (): Promise<Result<Bytes>> => {
    try {
      return ok(new Uint8Array(await file.arrayBuffer()));
    } catch {
      return fail('file/cannot-read', { reason: 'NotReadableError' });
    }
  };
  return { name, size: file.size, modifiedAt: file.lastModified, way, read };
}

/** A file that was chosen in the system's dialog: the main process reads it, a portion at a time. */
export function sourceOfChosen({ token, name, size, modifiedAt }: ChosenFile, way: EvidenceWay): Source {
  const read = async (): Promise<Result<Bytes>> => {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size;) {
      const part = await host.readChosen({ token, at, length: Math.min(PORTION, size - at) });
      if (!part.ok) return part;
      if (part.value.bytes.length === 0) return fail('file/cannot-read', { reason: 'EOF' });
      bytes.set(part.value.bytes, at);
      at += part.value.bytes.length;
    }
    return ok(bytes);
  };
  return { name, size, modifiedAt, way, read };
}
