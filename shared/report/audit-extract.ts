import { sha256, toHex, utf8 } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, secondsInHonduras, timeInHonduras, type PlainDate } from '../kernel/plain-date.ts';
import { hashLines } from './hash-lines.ts';
import { officePaper } from './office-paper.ts';
import type { Paper, Report, ReportBlock, ReportRow, ReportSection } from './report.ts';
import { auditText } from './text/audit.ts';

/** Name and version of the attached list's shape; a data format. */
export const AUDIT_EXTRACT_FORMAT = 'atalaya/audit-extract/v1';
/** The field that whoever makes the extract signs in. */
export const AUDIT_EXTRACT_FIELD = 'Firma_Extracto';
/** Digits of a hash in the table: enough to tell any two entries apart by eye; the attachment has all of them. */
const SHORT_HASH = 16;

/** One act as the extract tells it. */
export interface ExtractEntry {
  readonly n: number;
  readonly at: Instant;
  readonly person: { readonly id: string; readonly name: string };
  /** the stable name of the act, and what it is called in Spanish */
  readonly action: string;
  readonly act: string;
  readonly caseId?: string;
  /** number of the case, or how else it is called */
  readonly caseName?: string;
  readonly documentId?: string;
  readonly detail?: string;
  /** why there are no details: closed to whoever makes the extract, or never sealed */
  readonly details?: 'closed' | 'left-out';
  readonly clockBehind?: true;
  /** what the clock said while it was behind */
  readonly clock?: Instant;
  /** of this entry and all before it: lower-case hexadecimal SHA-256 */
  readonly hash: string;
}

/** What was asked for; what is absent was not. */
export interface ExtractWish {
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly person?: string;
  readonly act?: string;
  readonly caseWords?: string;
}

/** What an extract is made of. */
export interface AuditExtractInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  /** who makes and signs it */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly wish: ExtractWish;
  /** in the order of the chain */
  readonly entries: readonly ExtractEntry[];
  /** numbers of entries that cannot be opened, ascending */
  readonly unreadable: readonly number[];
  readonly chain: {
    /** entries in the whole chain */
    readonly n: number;
    /** hash of its newest entry, lower-case hexadecimal */
    readonly head: string;
    /** first entry that is missing or was altered */
    readonly brokenAt?: number;
  };
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/**
 * The extract of the chain of acts as plain data: what was asked for, the state of the chain, every entry with its hash,
 * and how somebody outside the office checks all of it. Carries the entries as canonical JSON.
 */
export async function buildAuditExtract(input: AuditExtractInput): Promise<Report> {
  const { office, person, entries, chain, madeAt, paper } = input;
  const json = extractJson(input);
  const hash = toHex(await sha256(utf8(json)));
  return {
    ...officePaper({ office, madeAt, paper }),
    template: 'extracto-bitacora',
    title: auditText.title,
    sections: [
      aboutSection(input),
      chainSection(input),
      { heading: auditText.entries.heading, blocks: [entryBlock(entries)] },
      { heading: auditText.verify.heading, blocks: [{ kind: 'numbered', items: auditText.verify.items }] },
      // a last paragraph goes where the signatures go: they never stand on a sheet of their own
      { heading: auditText.closing.heading, blocks: [{ kind: 'paragraph', text: closingText(entries) }] },
    ],
    signatures: [
      {
        field: AUDIT_EXTRACT_FIELD,
        role: auditText.signature,
        name: person.name,
        details: [person.position, `${auditText.credential} ${person.credential}`],
      },
    ],
    code: {
      qr: `ATALAYA-HISTORIAL:1:${office.code}:${chain.n}:${chain.head}:${hash}`,
      heading: auditText.code.heading,
      lines: [
        auditText.code.entries(entries.length, chain.n),
        auditText.code.made(formatDate(dateInHonduras(madeAt)), timeInHonduras(madeAt)),
        auditText.code.hash,
        ...hashLines(hash),
      ],
      alt: auditText.code.alt,
    },
    attachment: { name: 'historial.json', json, description: auditText.attachmentDescription },
    footer: auditText.footer(office.name),
  };
}

function aboutSection({ office, person, wish, entries, madeAt }: AuditExtractInput): ReportSection {
  const { about } = auditText;
  const rows: readonly ReportRow[] = [
    { label: about.office, value: `${office.name} (${office.code})` },
    { label: about.days, value: daysText(wish) },
    { label: about.person, value: wish.person ?? about.anybody },
    { label: about.act, value: wish.act ?? about.anything },
    ...(wish.caseWords === undefined ? [] : [{ label: about.cases, value: wish.caseWords }]),
    { label: about.count, value: String(entries.length) },
    { label: about.madeBy, value: person.name },
    { label: about.madeAt, value: whenText(madeAt) },
  ];
  const closed = entries.some(({ details }) => details === 'closed');
  return {
    heading: about.heading,
    blocks: [{ kind: 'fields', rows }, ...(closed ? [{ kind: 'notice' as const, text: about.closed }] : [])],
  };
}

function chainSection({ chain, unreadable }: AuditExtractInput): ReportSection {
  const { heading, count, state, whole, broken, head, unreadable: unreadableText } = auditText.chain;
  const rows: readonly ReportRow[] = [
    { label: count, value: String(chain.n) },
    { label: state, value: chain.brokenAt === undefined ? whole : broken(chain.brokenAt) },
    { label: head, value: hashLines(chain.head).join('\n') },
  ];
  return {
    heading,
    blocks: [
      { kind: 'fields', rows },
      ...(unreadable.length === 0
        ? []
        : [{ kind: 'notice' as const, text: unreadableText(spans(unreadable).join(', ')) }]),
    ],
  };
}

function entryBlock(entries: readonly ExtractEntry[]): ReportBlock {
  const { caption, columns, none } = auditText.entries;
  if (entries.length === 0) return { kind: 'paragraph', text: none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.n, weight: 6, align: 'right' },
      { header: columns.at, weight: 12 },
      { header: columns.person, weight: 17 },
      { header: columns.act, weight: 19 },
      { header: columns.about, weight: 32 },
      { header: columns.hash, weight: 14 },
    ],
    rows: entries.map((entry) => [
      String(entry.n),
      whenText(entry.at),
      entry.person.name,
      entry.act,
      aboutText(entry),
      shortHash(entry.hash),
    ]),
  };
}

/** Case, document, detail and remarks, one below the other. */
function aboutText({ caseName, documentId, detail, details, clockBehind, clock }: ExtractEntry): string {
  const { document, closed, leftOut, clockBehind: behind } = auditText.entries;
  return [
    caseName ?? '',
    documentId === undefined ? '' : document(documentId),
    detail ?? '',
    details === undefined ? '' : details === 'closed' ? closed : leftOut,
    clockBehind === true ? behind(clock === undefined ? undefined : whenText(clock)) : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function closingText(entries: readonly ExtractEntry[]): string {
  const first = entries[0]?.n;
  const last = entries.at(-1)?.n;
  const { text, none } = auditText.closing;
  return first === undefined || last === undefined ? none : text(entries.length, first, last);
}

function shortHash(hex: string): string {
  return (
    hex
      .slice(0, SHORT_HASH)
      .match(/.{1,8}/g)
      ?.join(' ') ?? ''
  );
}

function daysText({ from, to }: ExtractWish): string {
  const { about } = auditText;
  if (from !== undefined && to !== undefined) return about.between(formatDate(from), formatDate(to));
  if (from !== undefined) return about.from(formatDate(from));
  return to === undefined ? about.allDays : about.to(formatDate(to));
}

function whenText(at: Instant): string {
  return `${formatDate(dateInHonduras(at))}, ${secondsInHonduras(at)}`;
}

/** `3, 4, 5, 9` as `3 a 5, 9`. */
function spans(numbers: readonly number[]): readonly string[] {
  const found: (readonly [first: number, last: number])[] = [];
  for (const n of numbers) {
    const last = found.at(-1);
    if (last?.[1] === n - 1) found[found.length - 1] = [last[0], n];
    else found.push([n, n]);
  }
  return found.map(([first, last]) => (first === last ? String(first) : auditText.chain.span(first, last)));
}

function extractJson({ office, person, wish, entries, unreadable, chain, madeAt }: AuditExtractInput): string {
  return canonicalJson({
    format: AUDIT_EXTRACT_FORMAT,
    office: { name: office.name, code: office.code },
    madeAt,
    madeBy: { name: person.name, credential: person.credential },
    wish: { ...wish },
    chain: { ...chain },
    unreadable,
    entries: entries.map((entry): Json => ({ ...entry })),
  });
}
