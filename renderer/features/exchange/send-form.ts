import { isPlainDate } from '../../../shared/kernel/plain-date.ts';
import type { SendableCase, SendableWish } from '../../db/sendable.ts';

/** What somebody is filling in to send cases. */
export interface SendForm {
  /** code of the office, {@link OUTSIDE} for somebody without a key, or nothing yet */
  readonly office: string;
  /** days `YYYY-MM-DD`, or what was typed and is no day */
  readonly from: string;
  readonly until: string;
  readonly neverSent: boolean;
  /** of the case, or of its acta where it has no file; empty for any */
  readonly state: string;
  /** ids of the cases that are ticked */
  readonly cases: readonly string[];
  readonly withProtected: boolean;
  /** why they go along */
  readonly reason: string;
}

/** The choice that is no office: no code has blanks. */
export const OUTSIDE = ' ';

export const emptySendForm: SendForm = {
  ...{ office: '', from: '', until: '', neverSent: false, state: '', cases: [], withProtected: false, reason: '' },
};

/** The form without the ticks on cases that are not in the list any more: what nobody sees does not leave. */
export function listedOnly(form: SendForm, sendable: readonly SendableCase[]): SendForm {
  const listed = new Set(sendable.map(({ summary }) => summary.caseId));
  return { ...form, cases: form.cases.filter((id) => listed.has(id)) };
}

/** What is missing or wrong. */
export function sendProblems({
  office,
  from,
  until,
  cases,
  withProtected,
  reason,
}: SendForm): Readonly<Partial<Record<'office' | 'from' | 'until' | 'cases' | 'reason', true | 'crossed'>>> {
  const isBad = (day: string): boolean => day !== '' && !isPlainDate(day);
  const isCrossed = isPlainDate(from) && isPlainDate(until) && until < from;
  return {
    ...(office === '' ? { office: true } : {}),
    ...(isBad(from) ? { from: true } : {}),
    ...(isBad(until) ? { until: true } : isCrossed ? { until: 'crossed' } : {}),
    ...(cases.length === 0 ? { cases: true } : {}),
    ...(withProtected && reason.trim().length < 3 ? { reason: true } : {}),
  };
}

/** Which cases the form asks for; days that are no days are not asked about. */
export function wishOf({ office, from, until, neverSent, state }: SendForm): SendableWish {
  return {
    office: office === OUTSIDE ? 'EXTERNO' : office,
    ...(isPlainDate(from) ? { from } : {}),
    ...(isPlainDate(until) ? { until } : {}),
    neverSent,
    ...(state === '' ? {} : { state }),
  };
}
