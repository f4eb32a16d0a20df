import type { SignatureField } from '../nodes.ts';
import type { KitDocument, KitReference, KitStructure, LayoutVector } from './pdfmake.ts';

/** Where an empty signature field lies: page from 0, rectangle in PDF points from the lower left corner. */
export interface FieldSpot {
  readonly name: string;
  readonly page: number;
  readonly rect: readonly [x1: number, y1: number, x2: number, y2: number];
  readonly width: number;
  readonly height: number;
}

/** Annotation flag "print" (ISO 32000-1, table 165). */
const PRINT = 4;

/**
 * Empty signature fields, placed when the document is made. A later signature then only fills its field: pages stay
 * as they are, so that anyone can see that nothing else changed.
 */
export class SignatureFields {
  readonly spots: FieldSpot[] = [];
  private readonly document: KitDocument;
  private readonly widgets: KitReference[] = [];

  constructor(document: KitDocument) {
    this.document = document;
  }

  /**
   * Puts a field on the current page and into its structure element.
   * @param field name and tip
   * @param place number of the current page, from 0, and the box on it, from the upper left corner
   * @param element the `Form` element
   */
  place(
    field: SignatureField,
    place: { readonly page: number; readonly box: LayoutVector },
    element: KitStructure,
  ): void {
    const { box } = place;
    const { document } = this;
    const page = document.page.dictionary;
    if (this.spots.some((spot) => spot.name === field.name)) throw new Error(`two fields named ${field.name}`);
    const height = (page.data['MediaBox'] as readonly number[])[3] ?? 0;
    const rect = [box.x, height - box.y - box.h, box.x + box.w, height - box.y].map(
      (value) => Math.round(value * 100) / 100,
    ) as unknown as FieldSpot['rect'];
    this.spots.push({ name: field.name, page: place.page, rect, width: box.w, height: box.h });
    const widget = document.ref({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: pdfText(field.name),
      TU: pdfText(field.tip),
      F: PRINT,
      Rect: rect,
      P: page,
      AP: { N: this.emptyAppearance(box.w, box.h) },
    });
    document.page.annotations.push(widget);
    this.widgets.push(widget);
    this.addToStructure(widget, element);
  }

  /** Writes the form; call once, after the last page. */
  end(): void {
    if (this.widgets.length === 0) return;
    const form = this.document.ref({ Fields: this.widgets, SigFlags: 0 });
    this.document._root.data['AcroForm'] = form;
    // pdfkit would look for a form of its own
    this.document.endAcroForm = () => undefined;
    for (const reference of [form, ...this.widgets]) reference.end();
  }

  /** A dashed outline; the stamp of a signature takes its place. */
  private emptyAppearance(width: number, height: number): KitReference {
    const appearance = this.document.ref({
      Type: 'XObject',
      Subtype: 'Form',
      FormType: 1,
      BBox: [0, 0, width, height],
      Resources: {},
    });
    const [right, top] = [(width - 1).toFixed(2), (height - 1).toFixed(2)];
    appearance.end(`q 0.6 w 0.55 0.6 0.66 RG [2.4 2.4] 0 d 0.5 0.5 ${right} ${top} re S Q`);
    return appearance;
  }

  /** An object reference from the element to the widget, and the way back through the parent tree. */
  private addToStructure(widget: KitReference, element: KitStructure): void {
    const page = this.document.page.dictionary;
    const key = this.document.createStructParentTreeNextKey();
    widget.data['StructParent'] = key;
    this.document.getStructParentTree().add(key, element.dictionary);
    element.dictionary.data['Pg'] = page;
    const reference = { Type: 'OBJR', Obj: widget, Pg: page };
    const flush = element._flushChild.bind(element);
    element._children.push(reference);
    element._flushChild = (child) => {
      if (child === reference) element.dictionary.data.K?.push(reference);
      else flush(child);
    };
  }
}

/** pdfkit writes a primitive string as a name, a `String` object as text. */
function pdfText(text: string): object {
  return Object(text) as object;
}
