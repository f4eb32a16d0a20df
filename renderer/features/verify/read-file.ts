import { ownBytes, type Bytes } from '../../../shared/kernel/bytes.ts';

/** Largest file that is verified here; the door to the main process and the verifier have the same limit. */
export const LARGEST_FILE_MB = 256;

/** A file a person chose, or why it cannot be looked at. */
export type ChosenFile =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Bytes }
  | { readonly kind: 'too-large' | 'unreadable'; readonly name: string };

/** Reads a chosen or dropped file into memory. Nothing is kept of it. */
export async function readChosenFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<ChosenFile> {
  const { name } = file;
  if (file.size > LARGEST_FILE_MB * 1024 * 1024) return { kind: 'too-large', name };
  try {
    return { kind: 'file', name, bytes: ownBytes(new Uint8Array(await file.arrayBuffer())) };
  } catch {
    // the stick was pulled out, or a folder was dropped
    return { kind: 'unreadable', name };
  }
}
