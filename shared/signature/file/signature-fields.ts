import { textOf } from './text-string.ts';
import type { PdfState } from './pdf-state.ts';
import { entryOf, itemsAt, nameAt, PdfError, referenceAt, type PdfObject, type PdfValue } from './value.ts';

/** A signature field of a form, empty or signed. */
export interface SignatureField {
  /** full name: the parts of its ancestors joined by dots */
  readonly name: string;
  /** number of the object that holds the value; undefined when the field is no object of its own */
  readonly number?: number;
  /** numbers of the objects that draw the field; often the field itself */
  readonly widgets: readonly number[];
  readonly value?: PdfValue;
  /** the signature dictionary; undefined when the field is empty or its value is no object of its own */
  readonly signature?: PdfObject;
}

const MAX_DEPTH = 32;
const MAX_FIELDS = 20_000;

interface Inherited {
  readonly name: string;
  readonly type: string | undefined;
  readonly value: PdfValue | undefined;
}

/**
 * The signature fields of the form, in the form's order.
 * @throws {PdfError} when the tree of fields is malformed
 */
export async function readSignatureFields(state: PdfState): Promise<SignatureField[]> {
  const catalog = await state.resolve(state.root);
  const form = await state.resolve(entryOf(catalog, 'AcroForm'));
  const fields = await state.resolve(entryOf(form, 'Fields'));
  const found: SignatureField[] = [];
  const seen = new Set<number>();
  let left = MAX_FIELDS;
  const visit = async (node: PdfValue, inherited: Inherited, depth: number): Promise<void> => {
    left -= 1;
    if (depth > MAX_DEPTH || left < 0) throw new PdfError('too many form fields');
    const number = node.kind === 'reference' ? node.number : undefined;
    if (number !== undefined) {
      if (seen.has(number)) throw new PdfError('form field twice');
      seen.add(number);
    }
    const value = await state.resolve(node);
    if (value?.kind !== 'dictionary') return;
    const partial = textOf(await state.resolve(entryOf(value, 'T')));
    const here: Inherited = {
      name: [inherited.name, partial].filter((part) => part !== undefined && part !== '').join('.'),
      type: nameAt(value, 'FT') ?? inherited.type,
      value: entryOf(value, 'V') ?? inherited.value,
    };
    const kids = await kidsOf(state, value);
    // Kids with a name of their own are fields; those without only draw this one (ISO 32000-1 section 12.7.3.1).
    const fieldKids = kids.filter((kid) => kid.isField);
    if (here.type === 'Sig' && fieldKids.length === 0) {
      const widgets = kids.flatMap((kid) => (kid.node.kind === 'reference' ? [kid.node.number] : []));
      const drawsItself = nameAt(value, 'Subtype') === 'Widget' && number !== undefined;
      found.push({
        name: here.name,
        widgets: drawsItself ? [number, ...widgets] : widgets,
        ...(number === undefined ? {} : { number }),
        ...(await signatureOf(state, here.value)),
      });
    }
    for (const kid of fieldKids) await visit(kid.node, here, depth + 1);
  };
  for (const node of fields?.kind === 'array' ? fields.items : []) {
    await visit(node, { name: '', type: undefined, value: undefined }, 0);
  }
  return found;
}

async function kidsOf(state: PdfState, field: PdfValue): Promise<{ node: PdfValue; isField: boolean }[]> {
  const kids = await state.resolve(entryOf(field, 'Kids'));
  const out: { node: PdfValue; isField: boolean }[] = [];
  for (const node of kids?.kind === 'array' ? kids.items : []) {
    out.push({ node, isField: entryOf(await state.resolve(node), 'T') !== undefined });
  }
  return out;
}

async function signatureOf(
  state: PdfState,
  value: PdfValue | undefined,
): Promise<Pick<SignatureField, 'value' | 'signature'>> {
  if (value === undefined) return {};
  const object = value.kind === 'reference' ? await state.object(value.number) : undefined;
  if (value.kind === 'reference' && (object === undefined || object.value.kind === 'null')) return {};
  return object === undefined ? { value } : { value, signature: object };
}

/** The rule of a signature for later changes (DocMDP), and the fields it locks (FieldMDP). */
export interface SignatureRules {
  readonly certifies?: 1 | 2 | 3;
  readonly locks: (field: string) => boolean;
}

/** Reads the transforms of a signature dictionary (ISO 32000-1 section 12.8.2). */
export async function readRules(state: PdfState, signature: PdfValue): Promise<SignatureRules> {
  let certifies: 1 | 2 | 3 | undefined;
  const locks: ((field: string) => boolean)[] = [];
  const references = await state.resolve(entryOf(signature, 'Reference'));
  for (const item of references?.kind === 'array' ? references.items : []) {
    const transform = await state.resolve(item);
    const parameters = await state.resolve(entryOf(transform, 'TransformParams'));
    const method = nameAt(transform, 'TransformMethod');
    if (method === 'DocMDP') {
      const level = await state.resolve(entryOf(parameters, 'P'));
      // Left out it means 2; a level that does not exist allows nothing.
      const value = level === undefined ? 2 : level.kind === 'number' ? level.value : 1;
      certifies = value === 2 || value === 3 ? value : 1;
    }
    if (method === 'FieldMDP') locks.push(lockOf(parameters));
  }
  return {
    locks: (field) => locks.some((lock) => lock(field)),
    ...(certifies === undefined ? {} : { certifies }),
  };
}

function lockOf(parameters: PdfValue | undefined): (field: string) => boolean {
  const names = itemsAt(parameters, 'Fields').map((item) => textOf(item) ?? '');
  // naming a field means its descendants as well
  const isListed = (field: string) => names.some((name) => field === name || field.startsWith(`${name}.`));
  const action = nameAt(parameters, 'Action');
  if (action === 'Include') return isListed;
  if (action === 'Exclude') return (field) => !isListed(field);
  return () => true;
}

/** The number of the signature that the catalog names as the certifying one. */
export async function certifyingSignature(state: PdfState): Promise<number | undefined> {
  const permissions = await state.resolve(entryOf(await state.resolve(state.root), 'Perms'));
  return referenceAt(permissions, 'DocMDP')?.number;
}
