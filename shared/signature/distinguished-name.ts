import { toHex, type Bytes } from '../kernel/bytes.ts';
import { child, DerError, expectTag, oidOf, type DerNode } from './der-read.ts';
import { tags } from './der-tags.ts';
import { oids } from './oids.ts';

/** The name of a person or authority in a certificate. */
export interface DistinguishedName {
  /** for people: `CN=Ana Núñez, T=Inspectora II, O=Oficina Regional, C=HN`, most specific part first */
  readonly text: string;
  readonly commonName?: string;
  readonly title?: string;
  readonly organization?: string;
  /** in certificates of installations: the code of the office */
  readonly organizationalUnit?: string;
  /** the serialNumber attribute: in certificates of this app the number of the official's credential */
  readonly serialNumber?: string;
  /** as issued, for comparing: names are equal when their bytes are */
  readonly der: Bytes;
}

const LABELS: Readonly<Record<string, string>> = {
  [oids.commonName]: 'CN',
  [oids.surname]: 'SN',
  [oids.serialNumber]: 'SERIALNUMBER',
  [oids.country]: 'C',
  [oids.locality]: 'L',
  [oids.province]: 'ST',
  [oids.organization]: 'O',
  [oids.organizationalUnit]: 'OU',
  [oids.title]: 'T',
  [oids.givenName]: 'G',
  [oids.emailAddress]: 'E',
};

const VALUE_MAX = 512;

/** Characters that could make one name look like another: controls, line and paragraph separators, bidi marks. */
const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Reads a Name of a certificate.
 * @throws {DerError} when it is malformed
 */
export function readName(node: DerNode): DistinguishedName {
  const parts = expectTag(node, tags.sequence).children.flatMap((rdn) =>
    expectTag(rdn, tags.set).children.map((attribute) => {
      expectTag(attribute, tags.sequence);
      return { type: oidOf(child(attribute, 0)), value: readText(child(attribute, 1)) };
    }),
  );
  const text = [...parts]
    .reverse()
    .map(({ type, value }) => `${LABELS[type] ?? type}=${value}`)
    .join(', ');
  // The last one counts when an attribute is repeated: it is the most specific.
  const find = (type: string) => parts.findLast((part) => part.type === type)?.value;
  const [commonName, title, organization, organizationalUnit, serialNumber] = [
    find(oids.commonName),
    find(oids.title),
    find(oids.organization),
    find(oids.organizationalUnit),
    find(oids.serialNumber),
  ];
  return {
    text,
    der: node.raw,
    ...(commonName === undefined ? {} : { commonName }),
    ...(title === undefined ? {} : { title }),
    ...(organization === undefined ? {} : { organization }),
    ...(organizationalUnit === undefined ? {} : { organizationalUnit }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
  };
}

function readText(node: DerNode): string {
  return decode(node).slice(0, VALUE_MAX).replace(DECEPTIVE, '\ufffd');
}

function decode({ tag, body }: DerNode): string {
  switch (tag) {
    case tags.utf8String:
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(body);
      } catch {
        throw new DerError('text is not UTF-8');
      }
    case tags.bmpString: {
      let text = '';
      for (let i = 0; i + 1 < body.length; i += 2)
        text += String.fromCharCode(((body[i] ?? 0) << 8) | (body[i + 1] ?? 0));
      return text;
    }
    case tags.printableString:
    case tags.ia5String:
    case tags.t61String:
      // T.61 is read as Latin-1, as every certificate program does
      return String.fromCharCode(...body.subarray(0, VALUE_MAX));
    default:
      return `#${toHex(body.subarray(0, VALUE_MAX / 2))}`;
  }
}
