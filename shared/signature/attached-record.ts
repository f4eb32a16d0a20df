import { fromUtf8, sha256, toHex } from '../kernel/bytes.ts';
import type { PdfState } from './file/pdf-state.ts';
import { entryOf, PdfError, type PdfValue } from './file/value.ts';
import { textOf } from './file/text-string.ts';
import { decodeStream } from './file/xref-section.ts';

/** The record that a paper of this app carries inside, as far as it says which paper it is. */
export interface AttachedRecord {
  /** name of the attachment */
  readonly name: string;
  /** SHA-256 of the attached bytes, hexadecimal: the hash printed on the paper and in its QR code */
  readonly sha256: string;
  readonly number: string;
  readonly version: number;
}

const MAX_FILES = 32;
const MAX_NUMBER = 120;

/**
 * The first file attached to a document (AF of its catalog, ISO 32000-2 section 14.13) that is a record of this app:
 * JSON with `format: atalaya/…`, number and version. What it says is the file's own word until it is compared.
 * @returns undefined when there is none, or it cannot be read
 */
export async function readAttachedRecord(state: PdfState): Promise<AttachedRecord | undefined> {
  try {
    const catalog = await state.resolve(state.root);
    const list = await state.resolve(entryOf(catalog, 'AF'));
    const files = list?.kind === 'array' ? list.items.slice(0, MAX_FILES) : [];
    for (const file of files) {
      const record = await readFile(state, file);
      if (record) return record;
    }
    return undefined;
  } catch (error) {
    if (error instanceof PdfError) return undefined;
    throw error;
  }
}

async function readFile(state: PdfState, file: PdfValue): Promise<AttachedRecord | undefined> {
  const specification = await state.resolve(file);
  const embedded = entryOf(await state.resolve(entryOf(specification, 'EF')), 'F');
  const object = embedded?.kind === 'reference' ? await state.object(embedded.number) : undefined;
  if (!object) return undefined;
  const bytes = await decodeStream(state.bytes, object);
  const said = parseObject(bytes);
  const { format, number, version } = said ?? {};
  if (typeof format !== 'string' || !format.startsWith('atalaya/')) return undefined;
  if (typeof number !== 'string' || number === '' || number.length > MAX_NUMBER) return undefined;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return undefined;
  const name = textOf(entryOf(specification, 'UF') ?? entryOf(specification, 'F')) ?? '';
  return { name, sha256: toHex(await sha256(bytes)), number, version };
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(new Uint8Array(bytes)));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
