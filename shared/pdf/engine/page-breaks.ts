import type { LayoutPage } from './pdfmake.ts';
import { leavesOf, type Tag } from './tags.ts';

/**
 * Finds headings (and labels) parted from what they introduce by the end of a page.
 * @returns indexes of the nodes that must start on the next page
 */
export function findOrphans(root: Tag, pages: readonly LayoutPage[]): number[] {
  const [first, last] = pagesOfTags(pages);
  const leaves = leavesOf(root).filter((leaf) => first.has(leaf));
  const orphans: number[] = [];
  leaves.forEach((leaf, i) => {
    const next = leaves[i + 1];
    if (!leaf.node?.keepWithNext || !next || last.get(leaf) === first.get(next)) return;
    // a chain of headings moves together
    let start = i;
    while (leaves[start - 1]?.node?.keepWithNext && last.get(at(leaves, start - 1)) === last.get(leaf)) start -= 1;
    const { node } = at(leaves, start);
    if (node?.index !== undefined && node.pageBreak === undefined) orphans.push(node.index);
  });
  return orphans;
}

function at(leaves: readonly Tag[], index: number): Tag {
  const leaf = leaves[index];
  if (!leaf) throw new Error('leaf out of range');
  return leaf;
}

function pagesOfTags(pages: readonly LayoutPage[]): [Map<Tag, number>, Map<Tag, number>] {
  const first = new Map<Tag, number>();
  const last = new Map<Tag, number>();
  pages.forEach((page, number) => {
    for (const item of page.items) {
      const tag = item.type === 'line' || item.type === 'vector' ? item.item.tag : undefined;
      if (!tag || (tag.repeats && first.has(tag))) continue;
      if (!first.has(tag)) first.set(tag, number);
      last.set(tag, number);
    }
  });
  return [first, last];
}
