import type { KitStructure, LayoutNode } from './pdfmake.ts';

/** One element of the logical structure (ISO 32000-1, 14.7), made from a node before it is laid out. */
export interface Tag {
  readonly role: string;
  readonly parent: Tag | undefined;
  readonly children: Tag[];
  readonly attributes: { readonly alt?: string; readonly scope?: 'Column' | 'Row' };
  /** in a header row: printed again on later pages, where it is decoration */
  readonly repeats: boolean;
  readonly node: LayoutNode | undefined;
  firstPage?: number;
  element?: KitStructure;
  used: boolean;
}

function addTag(parent: Tag, role: string, given: Partial<Pick<Tag, 'attributes' | 'repeats' | 'node'>> = {}): Tag {
  const tag: Tag = {
    role,
    parent,
    children: [],
    attributes: given.attributes ?? {},
    repeats: given.repeats ?? false,
    node: given.node,
    used: false,
  };
  parent.children.push(tag);
  return tag;
}

/** Gives every node with content its tag; what gets none (rules, fills) becomes an artifact. */
export function tagTree(content: LayoutNode): Tag {
  const root: Tag = {
    role: 'Document',
    parent: undefined,
    children: [],
    attributes: {},
    repeats: false,
    node: undefined,
    used: false,
  };
  tagNode(content, root, false);
  return root;
}

function tagNode(node: LayoutNode, parent: Tag, repeats: boolean): void {
  if (node.stack ?? node.columns) {
    const inner = node.role === undefined ? parent : addTag(parent, node.role);
    for (const child of node.stack ?? node.columns ?? []) tagNode(child, inner, repeats);
  } else if (node.table) tagTable(node, node.table, parent);
  else if (node.text !== undefined) {
    if (node.text !== '') node.tag = addTag(parent, node.role ?? 'P', { repeats, node });
  } else if (node.qr !== undefined || node.alt !== undefined) {
    node.tag = addTag(parent, 'Figure', { repeats, node, attributes: { alt: node.alt ?? '' } });
  }
  for (const vector of node.canvas ?? []) {
    const tag = vector.field ? addTag(parent, 'Form', { node }) : node.tag;
    if (tag) vector.tag = tag;
  }
}

function tagTable(node: LayoutNode, table: NonNullable<LayoutNode['table']>, parent: Tag): void {
  if (node.role === 'layout') {
    for (const cell of table.body.flat()) tagNode(cell, parent, false);
    return;
  }
  const element = addTag(parent, 'Table');
  const headerRows = table.headerRows ?? 0;
  const head = headerRows > 0 ? addTag(element, 'THead') : element;
  const body = headerRows > 0 && table.body.length > headerRows ? addTag(element, 'TBody') : element;
  table.body.forEach((cells, row) => {
    const inHead = row < headerRows;
    const line = addTag(inHead ? head : body, 'TR');
    for (const cell of cells) {
      const scope = inHead ? 'Column' : cell.rowHeader ? 'Row' : undefined;
      // text that is all of its cell needs no paragraph inside it: half of the tags of a long table
      const isText = cell.text !== undefined && cell.text !== '' && cell.role === undefined;
      const content = isText ? { node: cell, repeats: inHead } : {};
      const cellTag = addTag(line, scope ? 'TH' : 'TD', { ...content, ...(scope ? { attributes: { scope } } : {}) });
      // an empty cell still is one: without it the rows of a table would differ in length
      cellTag.used = true;
      if (isText) cell.tag = cellTag;
      else tagNode(cell, cellTag, inHead);
    }
  });
}

/** All tags that carry content of their own, in reading order. */
export function leavesOf(tag: Tag, leaves: Tag[] = []): Tag[] {
  if (tag.node) leaves.push(tag);
  for (const child of tag.children) leavesOf(child, leaves);
  return leaves;
}
