import { useMemo, useState } from 'react';
import { computeDeadline } from '../../../shared/deadline/deadline.ts';
import { holidaysUnder } from '../../../shared/deadline/rule-in-force.ts';
import type { LegalCalendar } from '../../db/legal-calendar.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { IntegerInput } from '../../form/inputs/number-inputs.tsx';
import { MunicipalityInput } from '../../form/inputs/place-inputs.tsx';
import { TimeInput } from '../../form/inputs/time-input.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { YesNo } from '../../ui/yes-no.tsx';
import { emptyComputation, OTHER, readComputation, units, type ComputationForm } from './computation-form.ts';
import { ComputationView } from '../../parts/computation/computation-view.tsx';

/** Computes a term while it is filled in. */
export function ComputePanel({ calendar }: { readonly calendar: LegalCalendar }) {
  const { db, office } = useSession();
  const { terms, closures, rules } = calendar;
  const [form, setForm] = useState<ComputationForm>(() => emptyComputation(terms[0], office.municipality, db.clock));
  const change = (part: Partial<ComputationForm>): void => setForm((before) => ({ ...before, ...part }));
  const term = terms.find(({ key }) => key === form.term);
  const unit = term?.unit ?? form.unit;
  const { running, problems } = useMemo(() => readComputation(form, terms), [form, terms]);
  const computed = useMemo(
    () => (running === undefined ? undefined : computeDeadline(running, { holidays: holidaysUnder(rules), closures })),
    [running, closures, rules],
  );
  // an empty field is no mistake yet
  const problem = (field: 'amount' | 'date' | 'time'): string | undefined => {
    const key = problems[field];
    return key === undefined || form[field] === '' ? undefined : t(key);
  };
  const known = term?.amount ?? undefined;

  return (
    <Panel title={t('deadlines.compute')}>
      <div className="deadlines-form">
        <Select
          label={t('deadlines.term')}
          options={[
            ...terms.map(({ key, label }) => ({ key, label })),
            { key: OTHER, label: t('deadlines.otherTerm') },
          ]}
          value={form.term}
          onChange={(key) => change({ term: key })}
        />
        <div className="deadlines-pair">
          <IntegerInput
            label={t('deadlines.amount')}
            value={known === undefined ? form.amount : String(known)}
            onChange={(amount) => change({ amount })}
            readOnly={known !== undefined}
            hint={term?.amount === null ? t('deadlines.amountHint') : undefined}
            problem={problem('amount')}
          />
          <Select
            label={t('deadlines.unit')}
            options={units.map((key) => ({ key, label: t(`deadlines.unit_${key}`) }))}
            value={unit}
            onChange={(next) => change({ unit: next })}
            readOnly={term !== undefined}
          />
        </div>
        <div className="deadlines-pair">
          <DateInput
            label={t('deadlines.from')}
            value={form.date}
            onChange={(date) => change({ date })}
            problem={problem('date')}
            clock={db.clock}
          />
          {unit === 'hour' && (
            <TimeInput
              label={t('deadlines.time')}
              value={form.time}
              onChange={(time) => change({ time })}
              problem={problem('time')}
              clock={db.clock}
            />
          )}
        </div>
        <MunicipalityInput
          label={t('deadlines.place')}
          department=""
          value={form.place}
          onChange={(place) => change({ place })}
        />
        <YesNo
          label={t('deadlines.child')}
          hint={t('deadlines.childHint')}
          value={form.aboutChild}
          onChange={(aboutChild) => change({ aboutChild })}
        />
      </div>
      {computed?.ok === false && <FaultNotice fault={computed.fault} />}
      {running !== undefined && computed?.ok === true ? (
        <ComputationView
          label={term?.label ?? t('deadlines.otherTerm')}
          term={term}
          running={running}
          deadline={computed.value}
        />
      ) : (
        <p className="deadlines-note">{t('deadlines.fill')}</p>
      )}
    </Panel>
  );
}
