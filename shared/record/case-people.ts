import { childBy } from './approximate.ts';
import { reader, rowReader, rowsOf, type DraftRow, type RecordDraft } from './draft.ts';
import { isEmpty, type Values } from './fields.ts';
import { isAnyPseudonym } from './kinds/pseudonym.ts';

/** A record of a case, as far as people are in it. */
interface RecordOfCase {
  readonly kind: string;
  readonly draft: RecordDraft;
}

/** Somebody whom the records of a case know by a pseudonym. */
export interface CasePerson {
  readonly pseudonym: string;
  /** what is known already and begins a record about them: nothing of the protected level */
  readonly known: Values;
}

/** What is taken over, as both records name it. */
const TAKEN = ['age', 'sex', 'language', 'interpreter'] as const;

/** Tables of people, by kind of record; a kind that is about one person has its pseudonym itself. */
const peopleTables = ['interviewed', 'minors', 'referred'] as const;
const aboutOne: ReadonlySet<string> = new Set(['screening', 'protected_person', 'interview']);

/**
 * The people of a case, each once, in the order in which its records name them. Of what several records know, the later one
 * holds.
 */
export function peopleOf(records: readonly RecordOfCase[]): readonly CasePerson[] {
  const people = new Map<string, Values>();
  for (const { kind, draft } of records) {
    for (const { row, isMinor } of mentionsIn(kind, draft)) {
      const { text } = row === undefined ? reader(draft) : rowReader(row);
      const pseudonym = text('pseudonym').trim();
      if (!isAnyPseudonym(pseudonym)) continue;
      const taken = TAKEN.map((key) => [key, text(key)] as const);
      const known = Object.fromEntries(
        [...taken, ['child', childOf(text, isMinor)] as const].filter(([, value]) => !isEmpty(value)),
      );
      people.set(pseudonym, { ...people.get(pseudonym), ...known });
    }
  }
  return [...people].map(([pseudonym, known]) => ({ pseudonym, known }));
}

interface Mention {
  /** absent where the record itself is about the person */
  readonly row: DraftRow | undefined;
  /** the table is of children alone */
  readonly isMinor: boolean;
}

function mentionsIn(kind: string, draft: RecordDraft): readonly Mention[] {
  const rows = peopleTables.flatMap((table) =>
    rowsOf(draft, table).map((row) => ({ row, isMinor: table === 'minors' })),
  );
  return aboutOne.has(kind) ? [{ row: undefined, isMinor: false }, ...rows] : rows;
}

function childOf(text: (key: string) => string, isMinor: boolean): string {
  const said = text('child') || text('minor');
  if (said !== '') return said;
  return childBy(text('age')) || (isMinor ? 'presumed' : '');
}
