/**
 * The few kinds of box a page is built from: a narrow, typed part of what pdfmake understands. All lengths are
 * points (1/72 inch). The engine lays nodes out in place, so a definition is built anew for every print.
 */
export type Margin = readonly [left: number, top: number, right: number, bottom: number];

export interface TextStyle {
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly color?: string;
  readonly alignment?: 'left' | 'center' | 'right';
  readonly characterSpacing?: number;
  readonly lineHeight?: number;
}

/** Structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that a node may ask for. */
type NodeRole = 'P' | 'H1' | 'H2' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Sect' | 'Caption';

interface Box extends TextStyle {
  readonly margin?: Margin;
  /** columns have given widths: one that grew with its longest word would run off the page */
  readonly width?: number;
  /** stays on one page; given up when it is taller than a page, because nothing may vanish */
  readonly unbreakable?: boolean;
  /** goes to the next page together with what follows, when that does not fit under it */
  readonly keepWithNext?: boolean;
  /** points that must be free below the top of this node, or it starts on the next page */
  readonly room?: number;
}

export interface TextNode extends Box {
  readonly text: string;
  readonly role?: NodeRole;
}
interface StackNode extends Box {
  readonly stack: Node[];
  readonly role?: NodeRole;
}
interface ColumnsNode extends Box {
  readonly columns: Node[];
  readonly columnGap?: number;
  readonly role?: NodeRole;
}

export interface TableLayout {
  readonly hLineWidth: (line: number, table: { readonly table: { readonly body: readonly unknown[] } }) => number;
  readonly vLineWidth: (line: number, table: { readonly table: { readonly widths: readonly unknown[] } }) => number;
  readonly hLineColor?: (line: number) => string;
  readonly vLineColor?: (line: number) => string;
  readonly fillColor?: (row: number) => string | null;
  readonly paddingLeft: (column: number) => number;
  readonly paddingRight: (column: number) => number;
  readonly paddingTop: (row: number) => number;
  readonly paddingBottom: (row: number) => number;
}
export type CellNode = Node & {
  /** a header of its row, for screen readers */
  readonly rowHeader?: boolean;
};
export interface TableNode extends Box {
  readonly table: {
    readonly widths: number[];
    readonly headerRows?: number;
    readonly keepWithHeaderRows?: number;
    readonly dontBreakRows?: boolean;
    readonly body: CellNode[][];
  };
  readonly layout: TableLayout;
  /** `layout`: a table only for looks, left out of the structure tree */
  readonly role?: 'layout';
}

interface Stroke {
  readonly lineWidth?: number;
  readonly lineColor?: string;
  readonly lineCap?: 'butt' | 'round';
}
export type Vector =
  | (Stroke & {
      readonly type: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    })
  | (Stroke & {
      readonly type: 'rect';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly r?: number;
      readonly color?: string;
      /** makes the rectangle an empty signature field instead of drawing it */
      readonly field?: SignatureField;
      /** a JPEG that is drawn over the rectangle instead of it */
      readonly picture?: Uint8Array;
    })
  /** coordinates from the upper left corner of the page, not of the node */
  | (Stroke & { readonly type: 'path'; readonly d: string; readonly color?: string });

interface CanvasNode extends Box {
  readonly canvas: Vector[];
  /** what the drawing says; without it the drawing is decoration */
  readonly alt?: string;
}
interface QrNode extends Box {
  readonly qr: string;
  readonly fit: number;
  readonly eccLevel: 'M';
  readonly alt: string;
}
export type Node = TextNode | StackNode | ColumnsNode | TableNode | CanvasNode | QrNode;

/** An empty field for an electronic signature: its name and what a reader program says of it. */
export interface SignatureField {
  readonly name: string;
  readonly tip: string;
}

/** A whole document, ready for the engine. */
export interface Definition {
  readonly page: { readonly width: number; readonly height: number };
  readonly margins: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  readonly header?: (page: number, pages: number) => Node;
  readonly footer?: (page: number, pages: number) => Node;
  readonly style: TextStyle;
  readonly content: Node[];
  /** grey word across every page, behind the text */
  readonly watermark?: string;
  readonly conformance: 'PDF/A-3a' | 'PDF/A-3b';
  readonly language: string;
  readonly info: {
    readonly title: string;
    readonly author: string;
    readonly subject: string;
    /** creation date of the document and its attachment: given, so that equal reports have equal bytes */
    readonly createdAt: Date;
  };
  readonly attachment?: {
    readonly name: string;
    readonly type: string;
    readonly description: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  };
}
