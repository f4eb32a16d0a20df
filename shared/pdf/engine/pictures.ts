import { readJpeg } from '../jpeg.ts';
import { short } from './instructions.ts';
import type { KitDocument, LayoutVector } from './pdfmake.ts';

/** Puts photographs on pages: each JPEG goes into the file as it is, once for every place where it is drawn. */
export class Pictures {
  private readonly document: KitDocument;
  private count = 0;

  constructor(document: KitDocument) {
    this.document = document;
  }

  /** Draws a JPEG over a box of the current page. */
  draw(picture: Uint8Array, { x, y, w, h }: Pick<LayoutVector, 'x' | 'y' | 'w' | 'h'>): void {
    const facts = readJpeg(picture);
    if (facts === undefined) throw new Error('a photograph that is no JPEG');
    this.count += 1;
    const name = `Foto${this.count}`;
    const object = this.document.ref({
      Type: 'XObject',
      Subtype: 'Image',
      Width: facts.width,
      Height: facts.height,
      BitsPerComponent: 8,
      ColorSpace: facts.components === 1 ? 'DeviceGray' : 'DeviceRGB',
      Filter: 'DCTDecode',
    });
    object.end(picture);
    this.document.page.xobjects[name] = object;
    // the page is drawn from its upper left corner, pictures from their lower one
    const place = [w, 0, 0, -h, x, y + h].map(short).join(' ');
    this.document.addContent(`q ${place} cm /${name} Do Q`);
  }
}
