import { useDeferredValue, useMemo, useState } from 'react';
import type { AlertSummary, CaseSummary, Summary } from '../../db/summaries.ts';
import type { SummaryList } from '../../db/summary-list.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { alertName, reference } from '../alerts/alert-words.ts';

/** As many of each as can be told apart at a glance. */
const SHOWN = 4;

interface LogPickerProps {
  /** id of the case or alert; empty while none is chosen */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly problem: string | undefined;
}

/** Asks for the case or alert: those touched last, any other by typing words of it. */
export function LogPicker({ chosen, onChoose, problem }: LogPickerProps) {
  const { cases, alerts } = useLists();
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed);
  const options = [
    ...useFirst(alerts, words).map((one) => ({ id: one.id, name: nameOfAlert(one) })),
    ...useFirst(cases, words).map((one) => ({ id: one.caseId, name: nameOfCase(one) })),
  ];
  return (
    <div className="risk-picker">
      <TextInput
        label={t('risk.about')}
        hint={t('risk.aboutHint')}
        value={typed}
        onChange={setTyped}
        problem={problem}
        required
        autoFocus
      />
      {options.length === 0 ? (
        <p className="risk-soft">{t('risk.aboutNone')}</p>
      ) : (
        <ul className="risk-options" aria-label={t('risk.about')}>
          {options.map(({ id, name }) => (
            <li key={id}>
              <Button
                size="small"
                kind={id === chosen ? 'primary' : 'secondary'}
                {...(id === chosen ? { icon: 'check', label: t('alerts.chosen', { name }) } : {})}
                onPress={() => onChoose(id)}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How a case or alert is called; empty for neither. */
export function useLogName(id: string): string {
  const { cases, alerts } = useLists();
  const caseText = useOne(cases, id);
  const alertText = useOne(alerts, id);
  if (caseText !== undefined) return nameOfCase(caseText);
  return alertText === undefined ? '' : nameOfAlert(alertText);
}

function nameOfCase({ number, employer }: CaseSummary): string {
  return [number, employer === '' ? t('inspections.unnamed') : employer].filter((part) => part !== '').join(' · ');
}

function nameOfAlert(alert: AlertSummary): string {
  return `${t('alerts.kicker', { reference: reference(alert.id) })} · ${alertName(alert)}`;
}

function useOne<T extends Summary>(list: SummaryList<T>, id: string): T | undefined {
  const status = useListStatus(list);
  const slots = useMemo(() => {
    const slot = id === '' ? undefined : list.columns.find(id);
    return slot === undefined ? [] : [slot];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  }, [list, status, id]);
  return useTexts(list, slots)[0];
}

function useFirst<T extends Summary>(list: SummaryList<T>, words: string): readonly T[] {
  const status = useListStatus(list);
  const slots = useMemo(
    () =>
      words.trim() === ''
        ? list.latest(SHOWN)
        : [...list.rows(words, { by: 'time', descending: true })].slice(0, SHOWN),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [list, status, words],
  );
  return useTexts(list, slots).filter((text) => text !== undefined);
}
