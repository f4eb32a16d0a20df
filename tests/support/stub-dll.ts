// The least file that passes for a Windows library: what makensis reads of a plug-in, and osslsigncode can sign.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE_ALIGNMENT = 0x200;
const SECTION_ALIGNMENT = 0x1000;
/** where the one section lies: in the file, and in memory */
const RAW = FILE_ALIGNMENT;
const VIRTUAL = SECTION_ALIGNMENT;
const EXPORT_DIRECTORY = 40;
const X86_RETURN = 0xc3;

/** Writes a 32-bit library (PE32, one section) that exports `names`, all of them one return instruction. */
export function stubDll(file: string, names: Iterable<string>): void {
  const sorted = [...names].sort();
  const count = sorted.length;
  // behind the directory: addresses, addresses of names, ordinals, then the names themselves and the code
  const functions = EXPORT_DIRECTORY;
  const nameTable = functions + count * 4;
  const ordinals = nameTable + count * 4;
  let end = ordinals + count * 2;
  const places = [path.basename(file), ...sorted].map((text) => {
    const at = end;
    end += text.length + 1;
    return { text, at };
  });
  const code = end;
  const body = Buffer.alloc(Math.ceil((code + 4) / FILE_ALIGNMENT) * FILE_ALIGNMENT);
  body.writeUInt32LE(VIRTUAL + places[0]!.at, 12);
  body.writeUInt32LE(1, 16);
  body.writeUInt32LE(count, 20);
  body.writeUInt32LE(count, 24);
  body.writeUInt32LE(VIRTUAL + functions, 28);
  body.writeUInt32LE(VIRTUAL + nameTable, 32);
  body.writeUInt32LE(VIRTUAL + ordinals, 36);
  sorted.forEach((_, i) => {
    body.writeUInt32LE(VIRTUAL + code, functions + i * 4);
    body.writeUInt32LE(VIRTUAL + places[i + 1]!.at, nameTable + i * 4);
    body.writeUInt16LE(i, ordinals + i * 2);
  });
  for (const { text, at } of places) body.write(`${text}\0`, at, 'latin1');
  body[code] = X86_RETURN;
  writeFileSync(file, Buffer.concat([header(body.length, code), body]));
}

/** DOS, COFF and optional header (Microsoft's PE format, sections "File Headers" and "Optional Header") and one section. */
function header(length: number, code: number): Buffer {
  const head = Buffer.alloc(RAW);
  const at = 0x40;
  head.write('MZ', 'latin1');
  head.writeUInt32LE(at, 0x3c);
  head.write('PE\0\0', at, 'latin1');
  const coff = at + 4;
  head.writeUInt16LE(0x14c, coff);
  head.writeUInt16LE(1, coff + 2);
  head.writeUInt16LE(224, coff + 16);
  head.writeUInt16LE(0x2102, coff + 18);
  const optional = coff + 20;
  const memory = VIRTUAL + Math.ceil(length / SECTION_ALIGNMENT) * SECTION_ALIGNMENT;
  const words: readonly (readonly [number, number])[] = [
    [4, length],
    [16, VIRTUAL + code],
    [20, VIRTUAL],
    [24, VIRTUAL],
    [28, 0x10000000],
    [32, SECTION_ALIGNMENT],
    [36, FILE_ALIGNMENT],
    [56, memory],
    [60, RAW],
    [72, 0x100000],
    [76, 0x1000],
    [80, 0x100000],
    [84, 0x1000],
    [92, 16],
    [96, VIRTUAL],
    [100, code],
  ];
  head.writeUInt16LE(0x10b, optional);
  for (const [offset, value] of words) head.writeUInt32LE(value, optional + offset);
  for (const [offset, value] of [
    [40, 4],
    [48, 4],
    [68, 2],
  ] as const)
    head.writeUInt16LE(value, optional + offset);
  const section = optional + 224;
  head.write('.text', section, 'latin1');
  for (const [offset, value] of [
    [8, length],
    [12, VIRTUAL],
    [16, length],
    [20, RAW],
    [36, 0x60000020],
  ] as const)
    head.writeUInt32LE(value, section + offset);
  return head;
}
