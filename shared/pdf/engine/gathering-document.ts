import { concatBytes, type Bytes } from '../../kernel/bytes.ts';
import { crossReferences, groupObjects, packObjects, type ObjectPlace, type PackedObject } from './object-streams.ts';
import { PDFDocument } from './pdfmake.ts';

/** The only profile here that knows neither object streams nor cross-reference streams is PDF/A-1. */
const PART_WITHOUT_STREAMS = 1;

/**
 * pdfkit's document, gathered in memory instead of streamed: a file is thousands of short writes and a page hundreds of
 * instructions, and a buffer for each of them costs more than what is in it. Objects without a stream are packed
 * together: the tags of a long paper are tens of thousands of them, and would take almost six times as much room as its pages.
 */
export class GatheringDocument extends PDFDocument {
  // Declared only: the constructor of pdfkit already writes, before fields of ours would be set up. Names that pdfkit
  // and its streams do not have.
  declare private fileParts: Bytes[] | undefined;
  declare private fileText: string | undefined;
  declare private pageText: string | undefined;
  /** of the object being written: `12 0 obj`, and its value once that is known */
  declare private openObject: { readonly head: string; value?: string } | undefined;
  declare private packed: PackedObject[] | undefined;

  /** Takes text, one character a byte, which gets a line end, or bytes as they are. */
  override _write(data: Uint8Array | string): void {
    if (typeof data === 'string' && this.takeObject(data)) return;
    this.writeOut(data);
  }

  /** pdfkit writes an object as its head, its value, its stream if it has one, and its end. */
  private takeObject(text: string): boolean {
    if (!this.openObject) {
      if (this.subset === PART_WITHOUT_STREAMS || !text.endsWith(' 0 obj')) return false;
      this.openObject = { head: text };
      return true;
    }
    const { head, value } = this.openObject;
    if (value === undefined) {
      this.openObject.value = text;
      return true;
    }
    this.openObject = undefined;
    if (text === 'endobj') {
      (this.packed ??= []).push({ number: Number.parseInt(head, 10), value });
      return true;
    }
    this.writeOut(head);
    this.writeOut(value);
    return false;
  }

  private writeOut(data: Uint8Array | string): void {
    if (typeof data === 'string') {
      this.fileText = `${this.fileText ?? ''}${data}\n`;
      this._offset += data.length + 1;
      return;
    }
    this.closeText();
    (this.fileParts ??= []).push(new Uint8Array(data));
    this._offset += data.length;
  }

  override addContent(instructions: string): this {
    this.pageText = `${this.pageText ?? ''}${instructions}\n`;
    return this;
  }

  override flushPages(): void {
    // the last line end is added by the page
    if (this.pageText) this.page.write(this.pageText.slice(0, -1));
    this.pageText = undefined;
    super.flushPages();
  }

  override _finalize(): void {
    if (!this.packed) {
      super._finalize();
      return;
    }
    // the streams made here do not end the document a second time
    this._ended = false;
    const packedAt = new Map<number, ObjectPlace>();
    for (const objects of groupObjects(this.packed)) {
      const { text, entries } = packObjects(objects);
      const stream = this.ref({ Type: 'ObjStm', ...entries });
      objects.forEach(({ number }, index) => packedAt.set(number, { container: stream.id, index }));
      stream.end(bytesOf(text));
    }
    const start = this._offset;
    const table = this.ref({ Type: 'XRef', Root: this._root, Info: this._info, ID: [this._id, this._id] });
    const places = this._offsets.map((offset, i): ObjectPlace => packedAt.get(i + 1) ?? { offset: offset ?? start });
    const { rows, entries } = crossReferences(['free', ...places]);
    Object.assign(table.data, { Size: places.length + 1, ...entries });
    table.end(rows);
    this._write('startxref');
    this._write(String(start));
    this._write('%%EOF');
  }

  /** Ends the document and gives its bytes. */
  finish(): Bytes {
    this.end();
    this.closeText();
    return concatBytes(...(this.fileParts ?? []));
  }

  private closeText(): void {
    if (this.fileText) (this.fileParts ??= []).push(bytesOf(this.fileText));
    this.fileText = undefined;
  }
}

function bytesOf(text: string): Bytes {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}
