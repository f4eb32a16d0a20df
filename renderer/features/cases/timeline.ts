import type { Instant } from '../../../shared/kernel/clock.ts';
import { caseStates, stateLabel } from '../../../shared/procedure/procedure.ts';
import { kindLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import type { IconName } from '../../ui/icons.tsx';
import type { WholeCase } from './use-case.ts';

/** Something that happened to a case, in the words of the screens. */
export interface TimelineEvent {
  readonly at: Instant;
  readonly icon: IconName;
  readonly text: string;
  /** a reason, or empty */
  readonly detail: string;
  readonly documentId?: string;
}

/** What happened to a case, newest first: its moves, its papers and their signatures, and who wrote what. */
export function timelineOf({ view, documents, version, people }: WholeCase): readonly TimelineEvent[] {
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id;
  const label = (key: string): string => {
    const state = caseStates.find((one) => one === key);
    return state === undefined ? key : stateLabel(version.procedure, state);
  };
  const moves = view.moves.map(({ at, from, to, reason, byName }): TimelineEvent => ({
    at,
    icon: 'chevronRight',
    text: t('cases.event_moved', { name: byName, from: label(from), to: label(to) }),
    detail: reason,
  }));
  const papers = documents.flatMap(({ id, title, number, version: n, revisions }) =>
    revisions.map(({ at, signer }): TimelineEvent => ({
      at,
      icon: signer === undefined ? 'lock' : 'signature',
      text:
        signer === undefined
          ? t('cases.event_sealed', { title, number, version: n })
          : t('cases.event_signed', { title, number, name: signer }),
      detail: '',
      documentId: id,
    })),
  );
  const moved = new Set(view.moves.map(({ at }) => at.slice(0, 19)));
  const saves = view.saves
    // that a move was written down is told by the move
    .filter(({ at, kinds }) => !(kinds.every((kind) => kind === 'case_file') && moved.has(at.slice(0, 19))))
    .filter(({ kinds }) => kinds.length > 0)
    .map(({ at, by, kinds }): TimelineEvent => ({
      at,
      icon: 'edit',
      text: t('cases.event_saved', { name: nameOf(by), what: kinds.map(kindLabel).join(', ') }),
      detail: '',
    }));
  // what is told of one moment stays in this order, whatever made the clock stand still
  return [...moves, ...papers, ...saves].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
}
