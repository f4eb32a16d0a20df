import { isId } from '../../../shared/kernel/id.ts';
import { blocksOf, shareCounter, suggestBlock } from '../../../shared/record/number-blocks.ts';
import { HIGHEST_NUMBER, type NumberRegister } from '../../../shared/record/number-register.ts';
import type { NumberSpan } from '../../../shared/record/number-spans.ts';
import { counterKey } from '../../../shared/record/numbering.ts';
import { EVERY_TYPE, numberTypes } from '../../../shared/record/number-types.ts';
import type { NewBlock } from '../../db/number-register.ts';
import type { CounterFacts } from '../../db/number-report.ts';
import type { TextKey } from '../../text/index.ts';

/** Stands for a computer that the office does not know yet, in the list of computers. */
export const OTHER = 'other';

/** A block while it is typed; numbers that were not touched follow the suggestion. */
export interface BlockForm {
  /** an installation, or `other` */
  readonly computer: string;
  readonly otherCode: string;
  readonly type: string;
  readonly year: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly note: string;
}

export type BlockProblems = Partial<Record<'otherCode' | 'year' | 'from' | 'to', TextKey>>;

/** Whole number as typed; undefined when it is none that a paper can bear. */
export function readSequence(typed: string): number | undefined {
  const n = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return n >= 1 && n <= HIGHEST_NUMBER ? n : undefined;
}

/** Numbers to begin with: the next free thousand of that type and year. */
export function suggestedSpan(
  { type, year }: Pick<BlockForm, 'type' | 'year'>,
  register: NumberRegister,
  counters: readonly CounterFacts[],
): NumberSpan {
  const wanted = { type, year: Number(year) };
  const highest = counters.flatMap((facts) => (shareCounter(facts, wanted) ? [facts.last] : []));
  return suggestBlock(register.blocks, wanted, Math.max(0, ...highest));
}

/** What was typed as a block, or what is wrong with it. */
export function readBlock(
  form: BlockForm,
  suggested: NumberSpan,
): { readonly block: NewBlock | undefined; readonly problems: BlockProblems } {
  const installationId = form.computer === OTHER ? form.otherCode.trim().toLowerCase() : form.computer;
  const from = form.from === undefined ? suggested.from : readSequence(form.from);
  const to = form.to === undefined ? suggested.to : readSequence(form.to);
  const isYear = /^2\d{3}$/.test(form.year);
  const problems: BlockProblems = {
    ...(isId(installationId) ? {} : { otherCode: 'numbers.problem_code' }),
    ...(isYear ? {} : { year: 'numbers.problem_year' }),
    ...(from === undefined ? { from: 'numbers.problem_number' } : {}),
    ...(to === undefined ? { to: 'numbers.problem_number' } : {}),
    ...(from !== undefined && to !== undefined && to < from ? { to: 'numbers.problem_order' } : {}),
  };
  if (Object.keys(problems).length > 0 || from === undefined || to === undefined) return { block: undefined, problems };
  const { type, note } = form;
  return { block: { installationId, type, year: Number(form.year), from, to, note: note.trim() }, problems };
}

/**
 * Whether a block for another computer leaves this one without numbers: as soon as a counter has blocks, they are the
 * only ones that give numbers.
 */
export function leavesOwnWithout(block: NewBlock, register: NumberRegister, own: string, office: string): boolean {
  if (block.installationId === own) return false;
  const types = block.type === EVERY_TYPE ? numberTypes.map(({ code }) => code) : [block.type];
  return types.some((type) => {
    const counter = counterKey({ office, type, year: block.year });
    return !blocksOf({ counter, register }).some(({ installationId }) => installationId === own);
  });
}
