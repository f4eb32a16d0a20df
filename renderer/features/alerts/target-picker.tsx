import { useDeferredValue, useMemo, useState } from 'react';
import { similarAlerts, similarCases, type SimilarRow } from '../../db/alert-rows.ts';
import type { AlertSummary, Summary } from '../../db/summaries.ts';
import type { SummaryColumns } from '../../db/summary-columns.ts';
import type { SummaryList } from '../../db/summary-list.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { alertName, alertPlace, reference } from '../../parts/alerts/alert-words.ts';

/** As many as can be compared at a glance. */
const SHOWN = 6;

interface TargetPickerProps {
  readonly alert: AlertSummary;
  /** id of the one that is chosen; empty while none is */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly problem: string | undefined;
}

/** The case that an alert goes into. */
export function CasePicker(props: TargetPickerProps) {
  const { cases } = useLists();
  return (
    <Picker
      {...props}
      label={t('alerts.case')}
      list={cases}
      similar={similarCases}
      optionOf={({ caseId, number, employer }) => ({ id: caseId, parts: [number, employer] })}
    />
  );
}

/** The alert that tells the same as another one. */
export function AlertPicker(props: TargetPickerProps) {
  const { alerts } = useLists();
  return (
    <Picker
      {...props}
      label={t('alerts.alert')}
      list={alerts}
      similar={similarAlerts}
      optionOf={(one) => ({ id: one.id, parts: [reference(one.id), alertName(one), alertPlace(one)] })}
    />
  );
}

interface PickerProps<T extends Summary> extends TargetPickerProps {
  readonly label: string;
  readonly list: SummaryList<T>;
  readonly similar: (columns: SummaryColumns, alert: AlertSummary) => readonly SimilarRow[];
  readonly optionOf: (summary: T) => { readonly id: string; readonly parts: readonly string[] };
}

/** The likely ones first, any other by typing words of it. */
function Picker<T extends Summary>(props: PickerProps<T>) {
  const { alert, label, list, similar, optionOf, chosen, onChoose, problem } = props;
  const status = useListStatus(list);
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed);
  const slots = useMemo(
    () =>
      words.trim() === ''
        ? similar(list.columns, alert).map(({ slot }) => slot)
        : // one more, for the alert itself may be among them
          [...list.rows(words, { by: 'time', descending: true })].slice(0, SHOWN + 1),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [list, status, words, similar, alert],
  );
  const options = useTexts(list, slots)
    .flatMap((text) => (text === undefined ? [] : [optionOf(text)]))
    .filter(({ id }) => id !== alert.id)
    .slice(0, SHOWN);
  return (
    <div>
      <TextInput label={label} value={typed} onChange={setTyped} problem={problem} required />
      <ul className="alert-targets" aria-label={label}>
        {options.map(({ id, parts }) => {
          const name = parts.filter((part) => part !== '').join(' · ');
          const isChosen = id === chosen;
          return (
            <li key={id}>
              <Button
                kind={isChosen ? 'primary' : 'secondary'}
                {...(isChosen ? { icon: 'check', label: t('alerts.chosen', { name }) } : {})}
                onPress={() => onChoose(id)}
              >
                {name}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
