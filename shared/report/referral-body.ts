import { findInstitution } from '../catalog/referral-directory.ts';
import { offencesFor } from '../catalog/referral-offences.ts';
import type { Instant } from '../kernel/clock.ts';
import { instantInHonduras, isPlainDate, isPlainTime } from '../kernel/plain-date.ts';
import { reader, rowsOf } from '../record/draft.ts';
import type { FieldDef, SectionDef, TableDef } from '../record/fields.ts';
import { referral } from '../record/kinds/referral.ts';
import { hashCell } from './hash-lines.ts';
import type { ActaInput } from './acta.ts';
import { isPrinted, type ActaContent } from './canonical-record.ts';
import { columnLabel, sectionHeading } from './paper-labels.ts';
import { printValue } from './print-value.ts';
import { recordSections } from './record-sections.ts';
import type { ReportBlock, ReportRow, ReportSection } from './report.ts';
import { actaText } from './text/es.ts';
import { referralText as words } from './text/referral.ts';

/** The name that a machine gives a piece is in the attached record; on paper it would say nothing to anybody. */
const isForReaders = ({ key }: FieldDef): boolean => key !== 'piece';

/** Who everybody is; the rest of what is known of each stands below, where it has room. */
const BASIC: ReadonlySet<string> = new Set(['pseudonym', 'age', 'minor', 'sex', 'consent']);

/** The body of a referral: what its addressee is given of each section, and what has to be said beside it. */
export function referralBody(input: ActaInput): readonly ReportSection[] {
  const sections: readonly ReportSection[] = [
    { heading: words.times, blocks: timeBlocks(input) },
    { heading: headingOf('facts'), blocks: factBlocks(input) },
    { heading: words.people, blocks: peopleBlocks(input) },
    { heading: words.suspects, blocks: withNote(tableOf(input, 'people', 'suspects'), words.suspectsNote) },
    {
      heading: headingOf('signs'),
      blocks: [
        ...tableOf(input, 'signs', 'referral_signs'),
        ...withNote(tableOf(input, 'signs', 'referral_results'), words.resultsNote),
      ],
    },
    {
      heading: headingOf('annexes'),
      blocks: withNote(inGroups(tableOf(input, 'annexes', 'referral_pieces', isForReaders)), words.annexesNote),
    },
    { heading: headingOf('risk'), blocks: blocksOf(input, sectionOf('risk')) },
    // only the office's own copy has it: an institution is not told what it does not get, nor why
    { heading: headingOf('sharing'), blocks: tableOf(input, 'sharing', 'sharing') },
  ];
  return sections.filter(({ blocks }) => blocks.length > 0);
}

const headingOf = (section: string): string => sectionHeading(referral.key, section);

function sectionOf(key: string): SectionDef {
  const section = referral.sections.find((one) => one.key === key);
  if (section === undefined) throw new Error(`a referral has no section ${key}`);
  return section;
}

/** Through the drawing of all papers, so that who may see what is decided in one place. */
function blocksOf(content: ActaContent, section: SectionDef): readonly ReportBlock[] {
  return recordSections({ ...referral, sections: [section] }, content).flatMap(({ blocks }) => blocks);
}

function tableOf(
  content: ActaContent,
  section: string,
  key: string,
  wanted: (column: FieldDef) => boolean = () => true,
): readonly ReportBlock[] {
  const { tables } = sectionOf(section);
  const own = tables
    .filter((table) => table.key === key)
    .map((table): TableDef => ({ ...table, columns: table.columns.filter(wanted) }));
  return blocksOf(content, { key: section, fields: [], tables: own });
}

function withNote(blocks: readonly ReportBlock[], text: string): readonly ReportBlock[] {
  return blocks.length === 0 ? [] : [...blocks, { kind: 'paragraph', text }];
}

/** What happened first; then where, and what it may be. */
function factBlocks(input: ActaContent): readonly ReportBlock[] {
  const { fields, ...section } = sectionOf('facts');
  const isProse = ({ kind }: FieldDef): boolean => kind === 'longText';
  const only = (wanted: (field: FieldDef) => boolean): readonly ReportBlock[] =>
    blocksOf(input, { ...section, fields: fields.filter(wanted) });
  return [...only(isProse), ...only((field) => !isProse(field)), ...offenceBlocks(input)];
}

/** Norms as possible, of what the addressee is told was observed. */
function offenceBlocks(content: ActaContent): readonly ReportBlock[] {
  const field = sectionOf('facts').fields.find(({ key }) => key === 'purposes');
  if (field === undefined || !isPrinted(field, content)) return [];
  const norms = offencesFor(reader(content.draft).list('purposes'));
  if (norms.length === 0) return [];
  const items = norms.map(({ norm, label }) => words.possible(norm, label)).join('. ');
  return [{ kind: 'paragraph', label: words.offences, text: `${items}. ${words.offencesNote}` }];
}

/** To whom it goes, how urgent it is, and how much time went by. */
function timeBlocks({ draft, madeAt }: ActaInput): readonly ReportBlock[] {
  const { text } = reader(draft);
  const printed = (key: string): string => {
    const field = sectionOf('destination').fields.find((one) => one.key === key);
    return field === undefined ? '' : printValue(field, draft.values[key], referral.key);
  };
  const detected = instantOf(text('detectedOn'), text('detectedTime'));
  const noticed = instantOf(text('noticeOn'), text('noticeTime'));
  const by = text('noticeBy');
  const after = between(detected, noticed);
  const notice =
    by === '' || by === 'none'
      ? printed('noticeBy')
      : words.noticeAt(
          printed('noticeBy'),
          printed('noticeOn') || actaText.blank,
          printed('noticeTime') || actaText.blank,
          printed('noticeTo') || actaText.blank,
        ) + (after === undefined ? '' : words.noticeAfter(after));
  const whenDetected =
    text('detectedOn') === '' ? '' : words.when(printed('detectedOn'), printed('detectedTime') || actaText.blank);
  const institution = findInstitution(text('addressee'))?.label ?? words.otherInstitution;
  const rows: readonly ReportRow[] = [
    { label: words.addressee, value: institution },
    { label: words.office, value: printed('addresseeName') },
    { label: words.attention, value: printed('addresseePerson') },
    { label: words.urgency, value: printed('urgency') },
    { label: words.date, value: printed('date') },
    { label: words.detected, value: whenDetected },
    { label: words.elapsed, value: between(detected, madeAt) ?? '' },
    { label: words.notice, value: notice },
  ].filter(({ value }) => value !== '');
  return [{ kind: 'fields', rows }];
}

function instantOf(date: string, time: string): Instant | undefined {
  return isPlainDate(date) && isPlainTime(time) ? instantInHonduras(date, time) : undefined;
}

/** Whole hours and minutes; undefined where a time is not known, or they stand in the wrong order. */
function between(from: Instant | undefined, to: Instant | undefined): string | undefined {
  const minutes = Math.floor((Date.parse(to ?? '') - Date.parse(from ?? '')) / 60_000);
  return minutes >= 0 ? words.elapsedText(Math.floor(minutes / 60), minutes % 60) : undefined;
}

/** Everybody in a table by pseudonym; what else is known of each below it, where it has room. */
function peopleBlocks(content: ActaContent): readonly ReportBlock[] {
  const basic = tableOf(content, 'people', 'referred', ({ key }) => BASIC.has(key));
  const table = sectionOf('people').tables.find(({ key }) => key === 'referred');
  const columns = table?.columns ?? [];
  const [first] = columns;
  let unnamed = 0;
  const rows = rowsOf(content.draft, 'referred').flatMap((row): readonly ReportRow[] => {
    const more = columns
      .filter((column) => !BASIC.has(column.key) && isPrinted(column, content, row))
      .map((column) => {
        const value = printValue(column, row.values[column.key], referral.key);
        return `${columnLabel(referral.key, 'referred', column.key)}: ${value}`;
      });
    if (more.length === 0) return [];
    const isNamed = first !== undefined && isPrinted(first, content, row);
    if (!isNamed) unnamed += 1;
    const label = isNamed ? printValue(first, row.values[first.key]) : words.person(unnamed);
    return [{ label, value: more.join('. ') }];
  });
  const blocks: readonly ReportBlock[] = rows.length === 0 ? basic : [...basic, { kind: 'fields', rows }];
  return withNote(blocks, words.peopleNote);
}

/** Hashes in groups that are compared by eye. */
function inGroups(blocks: readonly ReportBlock[]): readonly ReportBlock[] {
  const grouped = (cell: string): string => (/^[0-9a-f]{64}$/.test(cell) ? hashCell(cell) : cell);
  return blocks.map((block) =>
    block.kind === 'table' ? { ...block, rows: block.rows.map((row) => row.map(grouped)) } : block,
  );
}
