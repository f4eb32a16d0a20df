import {
  everyAddressee,
  type Addressee,
  type Paper,
  type Report,
  type ReportBlock,
} from '../../shared/report/report.ts';
import { addRow, emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import { tablesOf, type RecordKind } from '../../shared/record/fields.ts';
import { caseRecordKinds } from '../../shared/record/kinds/kinds.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { referral } from '../../shared/record/kinds/referral.ts';
import { buildBlankForm, blankFormKinds, hasAnnex } from '../../shared/report/blank-form.ts';
import { paperFor } from '../../shared/report/papers.ts';
import { preparePaper } from '../../shared/report/record-paper.ts';
import { getKind } from '../../shared/record/kinds/kinds.ts';
import { addressees } from '../../shared/report/report.ts';
import { filledRecord, valueFor, type TextFor } from './filled-record.ts';
import {
  jointInspection,
  obstructedInspection,
  rowId,
  sampleInspection,
  sampleOffice,
  withRows,
  withValues,
} from './inspection-builder.ts';
import { leastReferral, sampleReferral } from './referral-builder.ts';
import { officePapers } from './wall-office-papers.ts';

/** How much a paper has to say: no more than it must, what is usual, or as much and as odd as anybody ever typed. */
export const contents = ['least', 'typical', 'extreme'] as const;
export type Content = (typeof contents)[number];

/** A template of the wall: for whom it is made, and how it is made for them. */
export interface WallPaper {
  readonly name: string;
  readonly addressees: readonly Addressee[];
  readonly make: (addressee: Addressee, paper: Paper, content: Content) => Promise<Report>;
}

/** Forty characters without a place to break. */
export const LONG_WORD = 'Otorrinolaringológicamentedesproporciona';
/** A name of each kind that no office has met yet: what has no glyph is printed as its code. */
export const ODD_NAMES = '王小明 👩‍🔬 Ñandú Ĝis Γιώργος Юрий ﬁn «Ü»';
/** What is printed of the Chinese name. */
export const ODD_NAME_PRINTED = '[U+738B][U+5C0F][U+660E]';
/** Rows of the longest table. */
export const MANY_ROWS = 500;
const TESTIMONY = 30_000;
const SHORT_TESTIMONY = 1500;
/** The fields that a testimony is written into hold as much as this. */
const LONG_FIELD = 20_000;

const sentence = 'La persona dijo: «¿quién iba a pagarme las horas, si la cigüeña no vuelve?», y calló. ';
const testimony = `${ODD_NAMES} ${LONG_WORD} ${sentence.repeat(Math.ceil(TESTIMONY / sentence.length))}`;

const typicalText = (place: string, { kind }: { readonly kind: string }): string =>
  kind === 'longText' ? `${sentence.repeat(3).trim()} (${place})` : `Peña Güity, ${place.slice(0, 12)}`;
/** One testimony in a record is as long as any; further ones would only take time. */
function extremeText(): TextFor {
  let isFirst = true;
  return (_, field) => {
    if (field.kind !== 'longText') return `${ODD_NAMES} ${LONG_WORD} ${LONG_WORD}`;
    const length = isFirst ? TESTIMONY : SHORT_TESTIMONY;
    if (field.maxLength >= LONG_FIELD) isFirst = false;
    return testimony.slice(0, length);
  };
}

function recordPaper(
  name: string,
  kind: RecordKind,
  addressed: readonly Addressee[],
  drafts: Readonly<Record<Content, (addressee: Addressee) => RecordDraft>>,
): WallPaper {
  return {
    name,
    addressees: addressed,
    make: async (addressee, paper, content) => {
      const draft = drafts[content](addressee);
      const number = `STSS-${paperFor(kind.key)?.numberType(draft) ?? 'XXX'}-LCE-00001-2026`;
      const madeAt = '2026-11-23T18:45:10.000Z';
      const input = { office: sampleOffice, draft, number, version: 1, addressee, draftMark: false, madeAt, paper };
      return (await preparePaper(kind, input)).report;
    },
  };
}

/** A record with every text as long as it may be, and its longest table five hundred rows long. */
function extremeRecord(kind: RecordKind, begun?: RecordDraft): RecordDraft {
  const filled = filledRecord(kind, extremeText(), begun);
  const [longest] = tablesOf(kind).filter(({ columns }) => columns.some(({ level }) => level !== 'protected'));
  if (longest === undefined) return filled;
  return Array.from({ length: MANY_ROWS - 2 }, (_, i) => i).reduce(
    (draft, i) =>
      addRow(draft, longest.key, {
        id: rowId(0x9000 + i),
        values: Object.fromEntries(
          longest.columns.map((column) => [
            column.key,
            valueFor(column, '', () => (i % 50 === 0 ? `${i + 3} ${LONG_WORD}` : `Fila ${i + 3}`)),
          ]),
        ),
      }),
    filled,
  );
}

const recordPapers: readonly WallPaper[] = caseRecordKinds
  .filter(({ key }) => paperFor(key) !== undefined && key !== referral.key && key !== inspection.key)
  .map((kind: RecordKind) =>
    recordPaper(kind.key, kind, addresseesOf(kind), {
      least: () => emptyDraft(kind),
      typical: () => filledRecord(kind, typicalText),
      extreme: () => extremeRecord(kind),
    }),
  );

/** For whom papers of a kind are made, where it is filled in so that everybody may get one. */
function addresseesOf({ key }: RecordKind): readonly Addressee[] {
  const paper = paperFor(key);
  const institutions = paper?.institutions?.({ values: { age: '14' }, tables: {} }) ?? [];
  return [...(paper?.forEmployer === true ? addressees : (['file'] as const)), ...institutions];
}

/** Papers in two languages, as wide as they get: the fixed words of each stand beside each other. */
const bilingualPapers: readonly WallPaper[] = (
  [
    [inspection, 'en'],
    [getKind('order'), 'fr'],
    [getKind('notification'), 'fr'],
  ] as const
).map(([kind, languages]) =>
  recordPaper(`${kind.key}-${languages}`, kind, addressees, {
    least: () => withValues(emptyDraft(kind), { languages }),
    typical: () => withValues(kind === inspection ? jointInspection() : filledRecord(kind, typicalText), { languages }),
    extreme: () => extremeRecord(kind, { values: { languages }, tables: {} }),
  }),
);

const referralAddressees = everyAddressee.filter((one) => one !== 'file' && one !== 'employer');

const blankForms: readonly WallPaper[] = blankFormKinds.flatMap((key) =>
  (['form', 'annex'] as const)
    .filter((part) => part === 'form' || hasAnnex(getKind(key)))
    .map((part): WallPaper => ({
      name: `${part === 'form' ? 'blank' : 'annex'}-${key}`,
      addressees: ['file'],
      make: (_, paper, content) => {
        const madeAt = '2026-11-23T18:45:10.000Z';
        const number = content === 'least' ? '' : 'STSS-ORD-LCE-00012-2026';
        const office = content === 'extreme' ? { name: LONG_WORD, letterhead: [LONG_WORD.repeat(2)] } : sampleOffice;
        return Promise.resolve(buildBlankForm({ kind: getKind(key), part, office, number, madeAt, paper }));
      },
    })),
);

/** Every template that there is. A paper of a new kind of record and a blank form get here by themselves. */
export const wallPapers: readonly WallPaper[] = [
  recordPaper('acta', inspection, addressees, {
    least: () => emptyDraft(inspection),
    typical: sampleInspection,
    extreme: () => extremeRecord(inspection),
  }),
  recordPaper('acta-joint', inspection, addressees, {
    least: () => withRows(emptyDraft(inspection), 'joint_officials', {}),
    typical: jointInspection,
    extreme: () => extremeRecord(inspection, jointInspection()),
  }),
  recordPaper('acta-obstruction', inspection, addressees, {
    least: () => ({ ...emptyDraft(inspection), values: { obstructed: 'yes', refusedToSign: 'yes' } }),
    typical: obstructedInspection,
    extreme: () => extremeRecord(inspection, { values: { obstructed: 'yes', refusedToSign: 'yes' }, tables: {} }),
  }),
  ...recordPapers,
  ...bilingualPapers,
  recordPaper('referral', referral, referralAddressees, {
    least: leastReferral,
    typical: sampleReferral,
    extreme: (addressee) => extremeRecord(referral, { values: { addressee }, tables: {} }),
  }),
  ...blankForms,
  ...officePapers.map(({ name, addressee, make }): WallPaper => ({
    name,
    addressees: [addressee],
    make: async (_, paper, content) => {
      const report = { ...(await make(content === 'least')), paper };
      return content === 'extreme' ? stretched(report) : report;
    },
  })),
];

/** The same paper with far more in it: its first table has five hundred rows, a paragraph is a testimony, names are odd. */
function stretched(report: Report): Report {
  let tables = 0;
  let paragraphs = 0;
  const block = (one: ReportBlock): ReportBlock => {
    switch (one.kind) {
      case 'table': {
        tables += 1;
        if (tables > 1 || one.rows.length === 0 || one.size !== undefined) return one;
        const rows = Array.from({ length: MANY_ROWS }, (_, i) => one.rows[i % one.rows.length] ?? []);
        return { ...one, rows: rows.map((row, i) => (i % 50 === 0 ? row.map((cell) => `${cell} ${LONG_WORD}`) : row)) };
      }
      case 'paragraph':
        paragraphs += 1;
        return paragraphs === 1 ? { ...one, text: testimony } : one;
      case 'fields':
        return { ...one, rows: one.rows.map((row) => ({ ...row, value: `${row.value} ${LONG_WORD} ${ODD_NAMES}` })) };
      case 'photos':
        return {
          ...one,
          photos: one.photos.map((photo) => ({ ...photo, caption: testimony.slice(0, SHORT_TESTIMONY) })),
        };
      case 'numbered':
      case 'checks':
      case 'blanks':
      case 'notice':
        return one;
    }
  };
  return {
    ...report,
    letterhead: [...report.letterhead, `${LONG_WORD} ${LONG_WORD}`],
    sections: report.sections.map((section) => ({ ...section, blocks: section.blocks.map(block) })),
    signatures: report.signatures.map((place) => ({ ...place, name: `${LONG_WORD} ${LONG_WORD} ${ODD_NAMES}` })),
  };
}
