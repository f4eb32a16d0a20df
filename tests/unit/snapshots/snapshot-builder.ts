import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeFileHeader } from '../../../electron/journal/file-header.ts';
import { makeFrame, positionOf, START, type Position } from '../../../electron/journal/frame.ts';
import { takeSnapshot, type Taken } from '../../../electron/snapshots/take-snapshot.ts';
import { concatBytes, randomBytes, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { noAudit } from '../../../shared/journal/payload.ts';
import type { Write } from '../../../shared/journal/write.ts';
import type { Result } from '../../../shared/kernel/result.ts';

export const vaultId = '5b0f6a1e-0c7b-4c57-9a53-0f1f4d0a7e11';
export const officeCode = 'LCE';
export const madeAt = '2026-11-24T15:00:00.000Z';
export const caseId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const officeFacts = { name: 'Oficina Regional de La Ceiba', code: officeCode };

/** The key of the journals that `JournalBuilder` makes. */
export const journalKey: CryptoKey = await crypto.subtle.importKey(
  'raw',
  utf8('0123456789abcdef0123456789abcdef'),
  'AES-GCM',
  false,
  ['encrypt', 'decrypt'],
);

/** A draft as a commit writes it. */
export function draftWrite(v: number, length = 40): Write {
  return { t: 'drafts', k: 'put', row: { c: caseId, v, sealed: randomBytes(length) } };
}

/** Makes the files of a journal as the office itself would. */
export class JournalBuilder {
  readonly #files: Bytes[][] = [];
  readonly #positions: Position[] = [START];
  readonly vault: string;

  constructor(vault = vaultId) {
    this.vault = vault;
    this.roll();
  }

  get end(): Position {
    return this.#positions.at(-1)!;
  }

  /** The place after so many frames. */
  place(seq: number): Position {
    return this.#positions[seq]!;
  }

  /** Begins a new file. */
  roll(): this {
    this.#files.push([encodeFileHeader({ kind: 'frames', vaultId: this.vault, before: this.end })]);
    return this;
  }

  /** Appends frames, each with one draft. */
  async append(frames: number, length = 40): Promise<this> {
    for (let i = 0; i < frames; i += 1) {
      const payload = { at: madeAt, audit: noAudit, writes: [draftWrite(this.end.seq + 1, length)] };
      const frame = await makeFrame({ vaultId: this.vault, journalKey, before: this.end, payload });
      this.#files.at(-1)!.push(frame.raw);
      this.#positions.push(positionOf(frame));
    }
    return this;
  }

  /** Writes the files into a folder. @returns their paths in order */
  write(folder: string): string[] {
    mkdirSync(folder, { recursive: true });
    return this.#files.map((pieces, i) => {
      const file = path.join(folder, `${String(i + 1).padStart(6, '0')}.atj`);
      writeFileSync(file, concatBytes(...pieces));
      return file;
    });
  }
}

/** A user-data folder with a keyring, a credential and a journal. */
export async function officeFolder(journal?: JournalBuilder, userData = newFolder()) {
  const files = (journal ?? (await new JournalBuilder().append(3)).roll()).write(path.join(userData, 'journal'));
  mkdirSync(path.join(userData, 'vault', 'credentials'), { recursive: true });
  mkdirSync(path.join(userData, 'copias'), { recursive: true });
  writeFileSync(path.join(userData, 'vault', 'keyring.json'), keyringText());
  writeFileSync(path.join(userData, 'vault', 'credentials', 'a1.p12'), randomBytes(700));
  return { userData, folder: path.join(userData, 'copias'), files: sourceFiles(userData, files) };
}

export function keyringText(vault = vaultId): string {
  return `${JSON.stringify({ format: 2, vaultId: vault, people: [] })}\n`;
}

export function sourceFiles(userData: string, journalFiles: readonly string[]) {
  const vault = (name: string): string => path.join(userData, 'vault', name);
  return [
    { name: 'keyring.json', file: vault('keyring.json') },
    { name: 'credentials/a1.p12', file: vault('credentials/a1.p12') },
    ...journalFiles.map((file) => ({ name: `journal/${path.basename(file)}`, file })),
  ];
}

export const facts = {
  vaultId,
  office: officeFacts,
  madeAt,
  appVersion: '0.1.0',
  layout: 2,
  counts: { cases: 3, documents: 2, files: 1 },
};

/** A snapshot of a small office. @returns its path and what it says of itself */
export async function madeSnapshot(
  office: Awaited<ReturnType<typeof officeFolder>>,
  changes: Partial<typeof facts> = {},
): Promise<Taken & { readonly file: string }> {
  const { folder, files } = office;
  const random = toHex(randomBytes(6));
  const taken = valueOf(await takeSnapshot({ folder, files, facts: { ...facts, ...changes }, random }));
  return { ...taken, file: path.join(folder, taken.name) };
}

/** A folder of its own for each test, with a name as people give them. */
export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'atalaya-año señal-'));
}

/** The value of a success; a fault fails the test and names itself. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code} ${JSON.stringify(result.fault.detail ?? {})}`);
  return result.value;
}

/** The code of a failure. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'no fault' : result.fault.code;
}
