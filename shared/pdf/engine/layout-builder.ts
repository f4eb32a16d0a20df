import { nextLine } from './line-breaker.ts';
import { LayoutBuilder, type KitDocument, type LayoutLine, type LayoutNode, type PageWriter } from './pdfmake.ts';
import { tagTree, type Tag } from './tags.ts';
import { joinTouching } from './vector-writer.ts';
import { WordMeasure } from './word-measure.ts';

/** pdfmake's layout with tags on everything it places, own line breaking, and a note of what did not fit. */
export class TaggedLayoutBuilder extends LayoutBuilder {
  root: Tag | undefined;
  /** nodes that were to stay whole and are taller than a page: pdfmake leaves them out */
  readonly tooTall = new Set<number>();
  /** told the index of each node as it is placed */
  onNode: (index: number) => void = () => undefined;
  private readonly open: LayoutNode[] = [];
  private watched: PageWriter | undefined;

  override tryLayoutDocument(content: LayoutNode, document: KitDocument, ...rest: unknown[]): unknown {
    this.docMeasure.textInlines = new WordMeasure(document);
    // the preprocessor normalizes nodes in place; tags belong to the normalized ones
    const preprocessor = this.docPreprocessor;
    const preprocess = preprocessor.preprocessDocument.bind(preprocessor);
    preprocessor.preprocessDocument = (node) => {
      const normalized = preprocess(node);
      this.root = tagTree(normalized);
      return normalized;
    };
    return super.tryLayoutDocument(content, document, ...rest);
  }

  override processNode(node: LayoutNode, ...rest: unknown[]): void {
    this.watch(this.writer);
    if (node.index !== undefined) this.onNode(node.index);
    const { y, availableHeight, pageMargins } = this.writer.context();
    const cramped = node.room !== undefined && availableHeight < node.room && y > pageMargins.top;
    if (cramped && this.writer.transactionLevel === 0) this.writer.moveToNextPage();
    this.open.push(node);
    super.processNode(node, ...rest);
    this.open.pop();
  }

  /** pdfmake breaks a text where the page ends; here no line of it stands alone at the foot or head of a page. */
  override processLeaf(node: LayoutNode): void {
    const lines: LayoutLine[] = [];
    for (let line = this.buildNextLine(node); line; line = this.buildNextLine(node)) lines.push(line);
    lines.forEach((line, i) => {
      const { availableHeight, y, pageMargins } = this.writer.context();
      const atTop = y <= pageMargins.top;
      if (!atTop && breaksBefore(lines, i, availableHeight)) this.writer.moveToNextPage();
      node.positions?.push(this.writer.addLine(line));
    });
  }

  override buildNextLine(node: LayoutNode): LayoutLine | null {
    const line = nextLine(node._inlines, this.writer.context().availableWidth);
    if (line && node.tag) line.tag = node.tag;
    return line;
  }

  override processQr(node: LayoutNode): void {
    node._canvas = joinTouching(node._canvas ?? []);
    for (const vector of node._canvas) if (node.tag) vector.tag = node.tag;
    super.processQr(node);
  }

  /** A block that stays whole is placed by `addFragment`; its failure is silent in pdfmake. */
  private watch(writer: PageWriter): void {
    if (this.watched === writer) return;
    this.watched = writer;
    const add = writer.addFragment.bind(writer);
    writer.addFragment = (...given) => {
      const placed = add(...given);
      const whole = this.open.findLast((node) => node.unbreakable ?? node.table?.dontBreakRows);
      if (!placed && whole?.index !== undefined) this.tooTall.add(whole.index);
      return placed;
    };
  }
}

/**
 * Whether a line is to start the next page: it does not fit, or only one line would be left for that page.
 * @param free points below
 */
function breaksBefore(lines: readonly LayoutLine[], index: number, free: number): boolean {
  const heights = lines.slice(index, index + 2).map((line) => line.getHeight());
  const [own = 0, next = 0] = heights;
  if (own > free) return true;
  const isLastButOne = index === lines.length - 2;
  // at least two lines stay on this page: the third and the following are free to go
  return isLastButOne && index >= 2 && own + next > free;
}
