import { useState } from 'react';
import type { InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import { checkContact, emptyContact, type ContactForm } from '../../../shared/follow-up/contact.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import { noteContact } from '../../db/contacts.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { TimeInput } from '../../form/inputs/time-input.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { useDeed } from '../use-deed.ts';
import { LogPicker, useLogName } from './log-picker.tsx';

/** Whom somebody called. */
export interface Called {
  /** key of the directory; empty for any other */
  readonly institution: string;
  readonly number: string;
}

/** A call that was written down. */
export interface NotedCall {
  readonly time: string;
  /** the case or alert that it went into */
  readonly name: string;
}

interface CallFormProps {
  readonly called: Called;
  readonly institutions: readonly InstitutionOnDay[];
  /** the case or alert at hand; undefined to ask which */
  readonly logId: string | undefined;
  /** what is at hand is not saved yet */
  readonly isUnsaved: boolean;
  readonly onBack: () => void;
  readonly onNoted: (call: NotedCall) => void;
}

const OTHER = '-';

/** Writes a call down: everything but who answered is there already; Enter saves one that was answered. */
export function CallForm({ called, institutions, logId, isUnsaved, onBack, onNoted }: CallFormProps) {
  const { db, person } = useSession();
  const [form, setForm] = useState<ContactForm>(() => {
    const now = instantFrom(db.clock.now());
    const { institution, number } = called;
    return { ...emptyContact('call', dateInHonduras(now), timeInHonduras(now)), institution, telephone: number };
  });
  const [isOther, setOther] = useState(called.institution === '');
  const [chosen, setChosen] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const about = logId ?? chosen;
  const name = useLogName(about);
  const change = (part: Partial<ContactForm>): void => setForm((before) => ({ ...before, ...part }));
  const problems = checkContact(form, db.clock.now());
  const problem = (field: keyof ContactForm): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(`followUp.problem_${key}`) : undefined;
  };

  function save(answered: 'yes' | 'no'): void {
    setChecked(true);
    if (about === '' || Object.keys(problems).length > 0) return;
    const doer = { id: person.id, name: person.name };
    void run(
      () => noteContact(db, about, { ...form, answered }, doer),
      () => onNoted({ time: form.time, name }),
    );
  }

  return (
    <form
      className="risk-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save('yes');
      }}
    >
      {logId === undefined ? (
        <>
          {isUnsaved && <p className="risk-soft">{t('risk.unsaved')}</p>}
          <LogPicker
            chosen={chosen}
            onChoose={setChosen}
            problem={checked && about === '' ? t('risk.aboutMissing') : undefined}
          />
        </>
      ) : (
        <p className="risk-about">{t('risk.aboutHere', { name })}</p>
      )}
      <div className="risk-form-columns">
        <Select
          label={t('risk.institution')}
          options={[...institutions.map(({ key, label }) => ({ key, label })), { key: OTHER, label: t('risk.other') }]}
          value={isOther ? OTHER : form.institution}
          onChange={(key) => {
            setOther(key === OTHER);
            change({ institution: key === OTHER ? '' : key });
          }}
        />
        <TextInput
          label={t('risk.number')}
          value={form.telephone}
          onChange={(telephone) => change({ telephone })}
          maxLength={20}
          type="tel"
        />
      </div>
      {isOther && (
        <TextInput
          label={t('risk.institutionName')}
          value={form.institution}
          onChange={(institution) => change({ institution })}
          problem={problem('institution')}
          maxLength={200}
          required
        />
      )}
      <TextInput
        label={t('risk.person')}
        hint={t('risk.personHint')}
        value={form.person}
        onChange={(contactPerson) => change({ person: contactPerson })}
        maxLength={160}
        autoFocus={logId !== undefined && !isOther}
      />
      <TextArea
        label={t('fields.contact_log.contacts.said')}
        value={form.said}
        onChange={(said) => change({ said })}
        maxLength={4000}
      />
      <div className="risk-form-columns">
        <DateInput
          label={t('fields.contact_log.contacts.contactOn')}
          value={form.on}
          onChange={(on) => change({ on })}
          problem={problem('on')}
          clock={db.clock}
          required
        />
        <TimeInput
          label={t('fields.contact_log.contacts.contactTime')}
          value={form.time}
          onChange={(time) => change({ time })}
          problem={problem('time')}
          clock={db.clock}
          required
        />
      </div>
      {fault && <FaultNotice fault={fault} />}
      <div className="ui-actions">
        <Button onPress={onBack} disabled={busy}>
          {t('risk.back')}
        </Button>
        <Button onPress={() => save('no')} disabled={busy}>
          {t('risk.saveUnanswered')}
        </Button>
        <Button kind="primary" type="submit" busy={busy}>
          {t('risk.saveAnswered')}
        </Button>
      </div>
    </form>
  );
}
