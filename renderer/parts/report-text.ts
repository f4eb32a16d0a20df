import type { OpenReport } from '../db/open-report.ts';
import { formatInstant } from './format.ts';
import { t, tCount } from '../text/index.ts';

/** What a person is told about an opening. */
export interface ReportText {
  readonly title: string;
  readonly text: string;
  /** something is gone */
  readonly isLoss: boolean;
  /** something was broken, which points at the disk */
  readonly isRepair: boolean;
}

/** Puts what opening the office did into words; undefined when there was nothing to do. */
export function reportText(report: OpenReport): ReportText | undefined {
  switch (report.kind) {
    case 'fine':
      return undefined;
    case 'caught-up':
      return {
        title: t('home.opened_caught-up'),
        text: tCount('home.openedText_caught-up', report.frames),
        isLoss: false,
        isRepair: false,
      };
    case 'rebuilt':
      return {
        title: t('home.opened_rebuilt'),
        text: tCount('home.openedText_rebuilt', report.cases),
        isLoss: false,
        isRepair: true,
      };
    case 'restored':
      return {
        title:
          report.from === undefined
            ? t('home.opened_restored')
            : t('home.opened_restored.from', { at: formatInstant(report.from) }),
        text: tCount('home.openedText_restored', report.cases),
        isLoss: false,
        isRepair: false,
      };
    case 'journal-seeded':
      return {
        title: t('home.opened_journal-seeded'),
        text: t('home.openedText_journal-seeded'),
        isLoss: false,
        isRepair: true,
      };
    case 'journal-repaired':
      return {
        title: t('home.opened_journal-repaired'),
        text:
          report.from === undefined
            ? t('home.openedText_journal-repaired')
            : t('home.openedText_journal-repaired.from', { at: formatInstant(report.from) }),
        isLoss: false,
        isRepair: true,
      };
    case 'upgraded':
      return { title: t('home.opened_upgraded'), text: t('home.openedText_upgraded'), isLoss: false, isRepair: false };
    case 'acts-lost':
      return {
        title: t('home.opened_acts-lost'),
        text: t('home.openedText_acts-lost', { lost: lostThings({ lost: report.lost, unreadable: [] }) }),
        isLoss: true,
        isRepair: true,
      };
    case 'gone-on':
      return {
        title: t('home.opened_gone-on'),
        text: t('home.openedText_gone-on', { lost: lostThings(report) }),
        isLoss: true,
        isRepair: true,
      };
  }
}

function lostThings({ lost, unreadable }: Omit<Extract<OpenReport, { kind: 'gone-on' }>, 'kind'>): string {
  return [
    ...lost.map(([from, to]) => t('home.openedLost', { from, to })),
    ...(unreadable.length === 0 ? [] : [tCount('home.openedUnreadable', unreadable.length)]),
  ].join('; ');
}
