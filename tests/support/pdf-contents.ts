import { inflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { readLogicalText } from '../../shared/pdf/reading/logical-text.ts';

/**
 * Everything that can be read in a PDF by whoever has it in hand: the text of its pages, what is attached to it, and every
 * byte of it, packed or not, with its strings of two bytes a letter and its hexadecimal ones spelled out. For looking
 * whether a word is in it, not for reading.
 */
export async function contentsOf(pdf: Bytes): Promise<string> {
  const file = await PDF.load(pdf);
  const attached = [...file.getAttachments()].map(([name]) => {
    const inside = file.getAttachment(name);
    return `${name} ${inside === null ? '' : new TextDecoder().decode(inside)}`;
  });
  const raw = Buffer.from(pdf);
  const bytes = [raw, ...unpackedStreams(raw)].map((part) => part.toString('latin1')).join('\n');
  const hexadecimal = [...bytes.matchAll(/<([0-9a-f\s]{4,})>/gi)].map(([, digits = '']) =>
    Buffer.from(digits.replace(/\s/g, ''), 'hex').toString('latin1'),
  );
  const all = [JSON.stringify(readLogicalText(file)), ...attached, bytes, ...hexadecimal].join('\n');
  return `${all}\n${all.replaceAll('\0', '')}`;
}

/** What is packed in a file, unpacked. */
export function unpackedStreams(file: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    const from = at + 6 + (file[at + 6] === 13 ? 2 : 1);
    const until = file.indexOf('endstream', from);
    if (until < 0) break;
    try {
      found.push(inflateSync(file.subarray(from, until), { finishFlush: 2 }));
    } catch {
      // not packed this way: then it was looked at as it is
    }
    at = until;
  }
  return found;
}
