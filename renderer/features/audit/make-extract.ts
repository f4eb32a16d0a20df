import { placeName } from '../../../shared/catalog/territory.ts';
import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import type { CallValue, OfficeInput, Person } from '../../../shared/ipc/contract.ts';
import { toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import { instantFrom, type Instant } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import {
  AUDIT_EXTRACT_FIELD,
  buildAuditExtract,
  type AuditExtractInput,
  type ExtractEntry,
  type ExtractWish,
} from '../../../shared/report/audit-extract.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { PdfVerdict } from '../../../shared/signature/verdict.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { objections } from '../../parts/signature-objections.ts';
import { es } from '../../text/es.ts';
import { readableDetail } from './act-text.ts';
import { dayOrNone, type AuditWish } from './audit-wish.ts';

/** Some three hundred pages. What is attached to them stays well below what a paper may carry. */
export const MOST_ENTRIES = 5000;

/** What an extract is made of, as the screen knows it. */
export interface ExtractContent {
  readonly wish: AuditWish;
  /** in the order of the chain */
  readonly entries: readonly AuditEntry[];
  /** of the whole chain, lower-case hexadecimal by number */
  readonly hashes: ReadonlyMap<number, string>;
  /** numbers of entries that cannot be opened, ascending */
  readonly unreadable: readonly number[];
  readonly people: readonly Person[];
  readonly person: Person;
  readonly office: OfficeInput;
  /** how cases are called, by id; a case that is not here is called nothing */
  readonly caseNames: ReadonlyMap<string, string>;
}

/** What making an extract needs from outside. */
export interface ExtractSteps {
  readonly checkAudit: () => Promise<Result<CallValue<'checkAudit'>>>;
  readonly readOffice: () => Promise<Result<OfficeSettings>>;
  readonly render: (report: Report) => Promise<Result<{ readonly pdf: Bytes }>>;
  readonly sign: (input: {
    readonly pdf: Bytes;
    readonly passphrase: string;
    readonly place: string;
    readonly detail: string;
  }) => Promise<Result<{ readonly pdf: Bytes }>>;
  /** the app's own verifier, the one that is used on strangers' files */
  readonly verify: (pdf: Bytes) => Promise<Result<PdfVerdict>>;
  readonly save: (input: {
    readonly pdf: Bytes;
    readonly suggestedName: string;
  }) => Promise<Result<{ readonly name: string }>>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** How making an extract ended. */
export type ExtractOutcome =
  | { readonly kind: 'saved'; readonly name: string }
  /** the signature made does not hold before our own verifier; the file was thrown away */
  | { readonly kind: 'not-verified'; readonly reasons: readonly string[] }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** Makes an extract, signs it, verifies what came out, and saves it where the person chooses. */
export async function makeExtract(
  steps: ExtractSteps,
  content: ExtractContent,
  passphrase: string,
): Promise<ExtractOutcome> {
  const [chain, settings] = await Promise.all([steps.checkAudit(), steps.readOffice()]);
  if (!chain.ok) return { kind: 'failed', fault: chain.fault };
  if (!settings.ok) return { kind: 'failed', fault: settings.fault };
  const madeAt = instantFrom(steps.now());
  const report = await buildAuditExtract(extractInput(content, chain.value, settings.value, madeAt));
  const rendered = await steps.render(report);
  if (!rendered.ok) return { kind: 'failed', fault: rendered.fault };
  const signed = await steps.sign({
    pdf: rendered.value.pdf,
    passphrase,
    place: placeName(content.office.municipality),
    detail: `${content.entries.length} de ${chain.value.n}`,
  });
  if (!signed.ok) return { kind: 'failed', fault: signed.fault };
  const verdict = await steps.verify(signed.value.pdf);
  if (!verdict.ok) return { kind: 'failed', fault: verdict.fault };
  const reasons = objections(verdict.value, AUDIT_EXTRACT_FIELD);
  if (reasons.length > 0) return { kind: 'not-verified', reasons };
  const saved = await steps.save({
    pdf: signed.value.pdf,
    suggestedName: `Historial ${content.office.code} ${dateInHonduras(madeAt)}.pdf`,
  });
  return saved.ok ? { kind: 'saved', name: saved.value.name } : { kind: 'failed', fault: saved.fault };
}

/**
 * What the paper is built from. Names of acts are the Spanish ones whatever the screens speak: papers are in Spanish.
 */
export function extractInput(
  content: ExtractContent,
  chain: CallValue<'checkAudit'>,
  settings: Pick<OfficeSettings, 'letterhead' | 'paper'>,
  madeAt: Instant,
): AuditExtractInput {
  const { office, person, unreadable } = content;
  return {
    office: { name: office.name, code: office.code, letterhead: settings.letterhead },
    person,
    wish: extractWish(content),
    entries: content.entries.map((entry) => extractEntry(content, entry)),
    unreadable,
    chain: {
      n: chain.n,
      head: toHex(chain.head),
      ...(chain.brokenAt === undefined ? {} : { brokenAt: chain.brokenAt }),
    },
    madeAt,
    paper: settings.paper,
  };
}

function extractWish({ wish, people }: ExtractContent): ExtractWish {
  const from = dayOrNone(wish.from);
  const to = dayOrNone(wish.to);
  const words = wish.caseWords.trim();
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(wish.person === '' ? {} : { person: nameOf(wish.person, people) }),
    ...(wish.act === '' ? {} : { act: es[`audit.act_${wish.act}`] }),
    ...(words === '' ? {} : { caseWords: words }),
  };
}

function extractEntry({ hashes, people, caseNames }: ExtractContent, entry: AuditEntry): ExtractEntry {
  const { person, detail: told, ...rest } = entry;
  const detail = readableDetail(
    { action: entry.action, ...(told === undefined ? {} : { detail: told }) },
    (key) => es[key],
  );
  const caseName = entry.caseId === undefined ? undefined : caseNames.get(entry.caseId);
  return {
    ...rest,
    person: { id: person, name: nameOf(person, people) },
    act: es[`audit.act_${entry.action}`],
    ...(caseName === undefined ? {} : { caseName }),
    ...(detail === undefined ? {} : { detail }),
    hash: hashes.get(entry.n) ?? '',
  };
}

/** The name of a person; the id of somebody whom the keyring does not know: the paper says what is known. */
function nameOf(id: string, people: readonly Pick<Person, 'id' | 'name'>[]): string {
  return people.find((person) => person.id === id)?.name ?? id;
}
