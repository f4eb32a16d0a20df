import { LineWriter } from './line-writer.ts';
import { Pictures } from './pictures.ts';
import { Renderer, type KitDocument, type KitStructure, type LayoutPage, type LayoutVector } from './pdfmake.ts';
import { SignatureFields, type FieldSpot } from './signature-fields.ts';
import type { Tag } from './tags.ts';
import { isFilledBox, VectorWriter } from './vector-writer.ts';

/** pdfmake's renderer with marked content: every mark on paper belongs to a structure element or is an artifact. */
export class TaggedRenderer extends Renderer {
  private readonly root: Tag | undefined;
  private readonly fields: SignatureFields;
  private readonly lines: LineWriter;
  private readonly vectors: VectorWriter;
  private readonly pictures: Pictures;
  private current: Tag | 'artifact' | undefined;
  /** told how many pages are drawn */
  onPage: (count: number) => void = () => undefined;

  /** @param root the structure; without it the document is printed untagged */
  constructor(document: KitDocument, root: Tag | undefined) {
    super(document, undefined);
    this.root = root;
    this.fields = new SignatureFields(document);
    this.lines = new LineWriter(document);
    this.vectors = new VectorWriter(document);
    this.pictures = new Pictures(document);
  }

  /** Places of the empty signature fields, known after `renderPages`. */
  get fieldSpots(): readonly FieldSpot[] {
    return this.fields.spots;
  }

  override renderPages(pages: readonly LayoutPage[]): void {
    pages.forEach((page, number) => {
      this.renderPage(page, number);
      this.onPage(number + 1);
    });
    this.finishStructure();
    this.fields.end();
  }

  private renderPage(page: LayoutPage, number: number): void {
    const document = this.pdfDocument;
    document.addPage({ size: [page.pageSize.width, page.pageSize.height], margin: 0 });
    document.page.dictionary.data['Tabs'] = 'S';
    // reading the key makes the page's entry in the parent tree
    document.page.dictionary.data['StructParents'] = document.page.structParentTreeKey;
    if (page.watermark !== undefined) {
      this.mark(undefined, number); // behind the text, so that it needs no transparency
      this.renderWatermark(page);
    }
    for (let i = 0; i < page.items.length;) {
      const boxes = boxesFrom(page.items, i);
      if (boxes.length > 0) this.renderBoxes(boxes, number);
      else this.renderItem(page.items[i], number);
      i += Math.max(1, boxes.length);
    }
    this.close();
  }

  private renderBoxes(boxes: readonly LayoutVector[], number: number): void {
    this.mark(boxes[0]?.tag, number);
    this.vectors.fillBoxes(boxes);
  }

  private renderItem(given: LayoutPage['items'][number] | undefined, number: number): void {
    if (given?.type === 'line') {
      const { item: line } = given;
      this.mark(line.tag, number);
      if (!this.lines.write(line, line.x, line.y)) this.renderLine(line, line.x, line.y);
    } else if (given?.type === 'vector') this.renderMark(given.item, number);
    else if (given) throw new Error(`nothing in a definition makes a ${given.type}`);
  }

  private renderMark(vector: LayoutVector, number: number): void {
    if (vector.field && vector.tag) {
      this.close();
      this.fields.place(vector.field, { page: number, box: vector }, this.elementOf(vector.tag));
      vector.tag.used = true;
      return;
    }
    this.mark(vector.tag, number);
    if (vector.picture) this.pictures.draw(vector.picture, vector);
    else if (!this.vectors.line(vector)) this.renderVector(vector);
  }

  /** Opens the marked content of a tag, or of an artifact, unless it is open already. */
  private mark(tag: Tag | undefined, page: number): void {
    if (!this.root) return;
    const next = tag && !this.isRepeated(tag, page) ? tag : 'artifact';
    if (this.current === next) return;
    this.close();
    this.current = next;
    if (next === 'artifact') this.pdfDocument.markContent('Artifact', { type: 'Layout' });
    else {
      this.elementOf(next).add(this.pdfDocument.markStructureContent(next.role));
      next.used = true;
    }
  }

  private isRepeated(tag: Tag, page: number): boolean {
    if (!tag.repeats) return false;
    tag.firstPage ??= page;
    return tag.firstPage !== page;
  }

  private close(): void {
    if (this.current !== undefined) this.pdfDocument.endMarkedContent();
    this.current = undefined;
  }

  private elementOf(tag: Tag): KitStructure {
    tag.element ??= this.pdfDocument.struct(tag.role, { ...tag.attributes });
    return tag.element;
  }

  /** Joins the elements into one tree in reading order; branches without content are left out. */
  private finishStructure(): void {
    const keep = (tag: Tag): boolean => {
      const children = tag.children.filter(keep);
      if (children.length === 0 && !tag.used) return false;
      this.elementOf(tag);
      return true;
    };
    const join = (tag: Tag): void => {
      for (const child of tag.children) {
        if (!child.element) continue;
        join(child);
        this.elementOf(tag).add(child.element);
      }
    };
    if (!this.root || !keep(this.root)) return;
    join(this.root);
    const root = this.elementOf(this.root);
    this.pdfDocument.addStructure(root);
    root.end();
  }
}

/** The filled boxes of one colour and one structure element that stand in a row from an index on. */
function boxesFrom(items: LayoutPage['items'], start: number): LayoutVector[] {
  const boxes: LayoutVector[] = [];
  for (let i = start; i < items.length; i += 1) {
    const given = items[i];
    if (given?.type !== 'vector' || !isFilledBox(given.item)) break;
    const [first] = boxes;
    if (first && (first.color !== given.item.color || first.tag !== given.item.tag)) break;
    boxes.push(given.item);
  }
  return boxes;
}
