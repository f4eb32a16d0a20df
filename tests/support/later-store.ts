import { PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream } from '@libpdf/core';
import { ownBytes, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';

/**
 * Appends validation data after a signature, in an update of their own, as the app did until version 0.3 and other programs
 * still do: lists in the store, and an entry named by the SHA-1 of the signature's Contents.
 */
export async function appendStore(pdf: Bytes, field: string, data: ValidationData): Promise<Bytes> {
  const document = await PDF.load(pdf);
  const found = document
    .getForm()
    ?.getSignatureFields()
    .find(({ name }) => name === field);
  const resolve = (reference: PdfRef) => document.getObject(reference);
  const contents = found?.getDict().getDict('V', resolve)?.getString('Contents')?.bytes;
  if (contents === undefined) throw new Error(`nothing is signed in ${field}`);
  const catalog = document.getCatalog();
  const known = catalog.getDict('DSS', resolve);
  const store = known ?? PdfDict.of({ Type: PdfName.of('DSS') });
  if (!known) catalog.set('DSS', document.register(store));
  const add = (key: 'Certs' | 'CRLs', parts: readonly Bytes[]): PdfRef[] => {
    const added = parts.map((part) => document.register(PdfStream.fromDict({}, part)));
    const before = [...(store.getArray(key) ?? [])].filter((item) => item instanceof PdfRef);
    store.set(key, new PdfArray([...before, ...added]));
    return added;
  };
  const entry = PdfDict.of({
    Cert: new PdfArray(add('Certs', data.certificates)),
    CRL: new PdfArray(add('CRLs', data.revocationLists)),
  });
  const related = store.getDict('VRI') ?? new PdfDict();
  const name = toHex(new Uint8Array(await crypto.subtle.digest('SHA-1', ownBytes(contents)))).toUpperCase();
  related.set(name, entry);
  store.set('VRI', related);
  return ownBytes(await document.save({ incremental: true }));
}
