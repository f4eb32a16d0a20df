import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, secondsInHonduras } from '../kernel/plain-date.ts';
import { hashLines } from './hash-lines.ts';
import type { Paper, Report, ReportRow, ReportSection } from './report.ts';
import { destructionText } from './text/destruction.ts';

/** The field that whoever orders the destruction signs in. */
export const DESTRUCTION_FIELD = 'Firma_Destruccion';

/** What is about to be destroyed, by whose order and why. Nothing of it is secret. */
export interface DestructionRecordInput {
  readonly office: { readonly name: string; readonly code: string; readonly municipality: string };
  readonly vaultId: string;
  readonly officeId: string;
  readonly person: {
    readonly name: string;
    readonly position: string;
    readonly credential: string;
    /** names of the roles, parted by commas */
    readonly roles: string;
  };
  /** when that person's passphrase was found right */
  readonly at: Instant;
  readonly reason: string;
  /** `authority`, `protected/<epoch>`, `recovery` or the id of a person; lower-case hexadecimal SHA-256 */
  readonly fingerprints: readonly { readonly key: string; readonly sha256: string }[];
  /** names by id, for the fingerprints */
  readonly people: ReadonlyMap<string, string>;
  readonly counts: {
    readonly people: number;
    readonly left: number;
    readonly grants: number;
    readonly imported: number;
    readonly sheets: number;
    /** frames of the journal */
    readonly writes: number;
    /** snapshots on this computer */
    readonly copies: number;
  };
  /** absent when the journal could not be read */
  readonly chain?: { readonly n: number; readonly head: string; readonly brokenAt?: number };
  /** the copy that stays outside; absent when none was wanted */
  readonly outside?: { readonly madeAt: Instant; readonly place: string; readonly seq: number };
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/**
 * The record of a destroyed office as plain data: what was destroyed, what was not, by whom, when and why. It is signed
 * while the keys are still there.
 */
export function buildDestructionRecord(input: DestructionRecordInput): Report {
  const { office, person, madeAt, paper } = input;
  const { signature, witness, credential } = destructionText;
  return {
    template: 'acta-destruccion',
    addressee: 'file',
    language: 'es-HN',
    title: destructionText.title,
    number: '',
    version: 1,
    draft: false,
    madeAt,
    paper,
    letterhead: [office.name],
    author: office.name,
    sections: [
      openingSection(input),
      officeSection(input),
      destroyedSection(input),
      keysSection(input),
      keptSection(input),
      {
        heading: destructionText.closing.heading,
        blocks: [{ kind: 'paragraph', text: destructionText.closing.text }],
      },
    ],
    signatures: [
      {
        field: DESTRUCTION_FIELD,
        role: signature,
        name: person.name,
        details: [person.position, `${credential} ${person.credential}`],
      },
      { role: witness, name: '', details: [] },
    ],
    footer: destructionText.footer(office.name),
  };
}

function openingSection({ office, madeAt, reason }: DestructionRecordInput): ReportSection {
  const { heading, text, reason: label } = destructionText.opening;
  return {
    heading,
    blocks: [
      { kind: 'paragraph', text: text(`${office.name} (${office.code})`, whenText(madeAt)) },
      { kind: 'paragraph', label, text: reason },
    ],
  };
}

function officeSection({ office, vaultId, officeId, person, at }: DestructionRecordInput): ReportSection {
  const text = destructionText.office;
  return {
    heading: text.heading,
    blocks: [
      {
        kind: 'fields',
        rows: [
          { label: text.name, value: `${office.name} (${office.code})` },
          { label: text.municipality, value: office.municipality },
          { label: text.vaultId, value: vaultId },
          { label: text.officeId, value: officeId },
          { label: text.orderedBy, value: `${person.name}, ${person.position}` },
          { label: text.roles, value: person.roles },
          { label: text.at, value: whenText(at) },
        ],
      },
    ],
  };
}

function destroyedSection({ counts, chain }: DestructionRecordInput): ReportSection {
  const text = destructionText.destroyed;
  return {
    heading: text.heading,
    blocks: [
      { kind: 'numbered', items: text.items },
      {
        kind: 'fields',
        rows: [
          { label: text.people, value: String(counts.people) },
          { label: text.left, value: String(counts.left) },
          { label: text.grants, value: String(counts.grants) },
          { label: text.imported, value: String(counts.imported) },
          { label: text.sheets, value: String(counts.sheets) },
          { label: text.copies, value: String(counts.copies) },
          { label: text.writes, value: String(counts.writes) },
          ...chainRows(chain),
        ],
      },
    ],
  };
}

function chainRows(chain: DestructionRecordInput['chain']): readonly ReportRow[] {
  const text = destructionText.destroyed;
  if (chain === undefined) return [{ label: text.chain, value: text.chainUnread }];
  const { n, head, brokenAt } = chain;
  return [
    { label: text.acts, value: String(n) },
    { label: text.chain, value: brokenAt === undefined ? text.chainWhole : text.chainBroken(brokenAt) },
    { label: text.head, value: hashLines(head).join('\n') },
  ];
}

function keysSection({ fingerprints, people }: DestructionRecordInput): ReportSection {
  const { heading, text, caption, columns } = destructionText.keys;
  return {
    heading,
    blocks: [
      { kind: 'paragraph', text },
      {
        kind: 'table',
        caption,
        columns: [
          { header: columns.key, weight: 40 },
          { header: columns.sha256, weight: 60 },
        ],
        rows: fingerprints.map(({ key, sha256 }) => [keyText(key, people), hashLines(sha256).join('\n')]),
      },
    ],
  };
}

function keptSection({ outside }: DestructionRecordInput): ReportSection {
  const { heading, outside: outsideText, none, papers, media } = destructionText.kept;
  const copies = outside === undefined ? none : outsideText(whenText(outside.madeAt), outside.place, outside.seq);
  return { heading, blocks: [{ kind: 'numbered', items: [copies, papers, media] }] };
}

function keyText(key: string, people: DestructionRecordInput['people']): string {
  const text = destructionText.keys;
  if (key === 'authority') return text.authority;
  if (key === 'recovery') return text.recovery;
  if (key.startsWith('protected/')) return text.protected(key.slice('protected/'.length));
  return text.person(people.get(key) ?? key);
}

function whenText(at: Instant): string {
  return `${formatDate(dateInHonduras(at))}, ${secondsInHonduras(at)}`;
}
