import { concatBytes, type Bytes } from '../../kernel/bytes.ts';
import { PDFDocument } from './pdfmake.ts';

/**
 * pdfkit's document, gathered in memory instead of streamed: a file is thousands of short writes and a page hundreds of
 * instructions, and a buffer for each of them costs more than what is in it. The bytes are the same.
 */
export class GatheringDocument extends PDFDocument {
  // Declared only: the constructor of pdfkit already writes, before fields of ours would be set up. Names that pdfkit
  // and its streams do not have.
  declare private fileParts: Bytes[] | undefined;
  declare private fileText: string | undefined;
  declare private pageText: string | undefined;

  /** Takes text, one character a byte, which gets a line end, or bytes as they are. */
  override _write(data: Uint8Array | string): void {
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
