import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import type { SendableCase } from '../../db/sendable.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { OfficeSelect } from '../../parts/exchange/office-select.tsx';
import { formatInstant } from '../../parts/format.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useCaseStates } from './use-case-states.ts';
import { OUTSIDE, type SendForm, type sendProblems } from './send-form.ts';

interface SendFieldsProps {
  /** its cases are among those of the list */
  readonly form: SendForm;
  /** the list: cases that fit what the form asks for */
  readonly sendable: readonly SendableCase[];
  readonly onChange: (part: Partial<SendForm>) => void;
  /** those that bundles can be sent to */
  readonly offices: readonly TrustedOffice[];
  readonly problems: ReturnType<typeof sendProblems>;
}

/** To whom, which cases, and whether protected values go along. */
export function SendFields({ form, sendable, onChange, offices, problems }: SendFieldsProps) {
  const { db } = useSession();
  const { office, from, until, neverSent, state, cases } = form;
  const states = useCaseStates();
  return (
    <>
      <OfficeSelect
        offices={offices}
        others={[{ key: OUTSIDE, label: t('exchange.toOutside') }]}
        value={office}
        onChange={(key) => onChange({ office: key })}
        problem={problems.office && t('exchange.chooseOffice')}
      />
      <div className="exchange-days">
        <DateInput
          label={t('exchange.from_day')}
          clock={db.clock}
          value={from}
          onChange={(day) => onChange({ from: day })}
          problem={problems.from && t('exchange.badDay')}
        />
        <DateInput
          label={t('exchange.until_day')}
          clock={db.clock}
          value={until}
          onChange={(day) => onChange({ until: day })}
          problem={problems.until && t(problems.until === 'crossed' ? 'exchange.daysCrossed' : 'exchange.badDay')}
        />
        <Select
          label={t('exchange.state')}
          options={[{ key: '', label: t('exchange.anyState') }, ...states]}
          value={state}
          onChange={(key) => onChange({ state: key })}
        />
        <CheckBox selected={neverSent} onChange={(selected) => onChange({ neverSent: selected })}>
          {t('exchange.neverSent')}
        </CheckBox>
      </div>
      {sendable.length === 0 ? (
        <p className="exchange-note">{t('exchange.noCases')}</p>
      ) : (
        <>
          <div className="exchange-cases">
            <CheckGroup
              label={t('exchange.cases')}
              hint={t('exchange.casesHint')}
              options={sendable.map((one) => ({ key: one.summary.caseId, label: nameOf(one), detail: detailOf(one) }))}
              value={cases}
              onChange={(ticked) => onChange({ cases: ticked })}
              problem={problems.cases && t('exchange.chooseCases')}
            />
          </div>
          <div className="exchange-marks">
            <Button onPress={() => onChange({ cases: sendable.map(({ summary }) => summary.caseId) })}>
              {t('exchange.all')}
            </Button>
            <Button onPress={() => onChange({ cases: [] })} disabled={cases.length === 0}>
              {t('exchange.none')}
            </Button>
            <span role="status">{tCount('exchange.chosen', cases.length)}</span>
          </div>
        </>
      )}
      <CheckBox selected={form.withProtected} onChange={(withProtected) => onChange({ withProtected })}>
        {t('exchange.protected')}
      </CheckBox>
      <p className="exchange-note">{t('exchange.protectedHint')}</p>
      {form.withProtected && (
        <TextArea
          label={t('exchange.protectedReason')}
          hint={t('exchange.protectedReasonHint')}
          required
          rows={2}
          maxLength={500}
          value={form.reason}
          onChange={(reason) => onChange({ reason })}
          problem={problems.reason && t('exchange.protectedReasonMissing')}
        />
      )}
    </>
  );
}

function nameOf({ summary }: SendableCase): string {
  const name = summary.employer === '' ? t('exchange.unnamed') : summary.employer;
  return summary.number === '' ? name : `${name} · ${summary.number}`;
}

function detailOf({ sentAt, isNewer }: SendableCase): string {
  if (sentAt === undefined) return '';
  const sent = t('exchange.sentOn', { when: formatInstant(sentAt) });
  return isNewer ? `${sent}, ${t('exchange.newerThanSent')}` : sent;
}
