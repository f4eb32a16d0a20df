import { useState } from 'react';
import type { InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import { checkContact, type ContactForm } from '../../../shared/follow-up/contact.ts';
import type { FollowedReferral } from '../../../shared/follow-up/standing.ts';
import { contactKinds } from '../../../shared/record/kinds/contact-log.ts';
import { noteContact } from '../../db/contacts.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { TimeInput } from '../../form/inputs/time-input.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { YesNo } from '../../ui/yes-no.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { useDeed } from '../use-deed.ts';
import { ReceiptScan } from './receipt-scan.tsx';

interface ContactDialogProps {
  readonly logId: string;
  /** what the form begins with */
  readonly start: ContactForm;
  /** the referral that it belongs to; undefined for none */
  readonly referral: FollowedReferral | undefined;
  readonly institutions: readonly InstitutionOnDay[];
  readonly onClose: () => void;
}

const OTHER = '-';

/** Notes a contact with an institution: a receipt with its scan, an answer, what is to be done next. */
export function ContactDialog({ logId, start, referral, institutions, onClose }: ContactDialogProps) {
  const { db, person } = useSession();
  const toast = useToasts();
  const [form, setForm] = useState(start);
  const [isOther, setOther] = useState(institutions.every(({ key }) => key !== start.institution));
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const isReceipt = form.kind === 'receipt';
  const isCorrection = start.corrects !== '';
  const change = (part: Partial<ContactForm>): void => setForm((before) => ({ ...before, ...part }));
  const problems = checkContact(form, db.clock.now(), referral?.issuedAt);
  const problem = (field: keyof ContactForm): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(`followUp.problem_${key}`) : undefined;
  };
  const title = isCorrection
    ? t('followUp.correct')
    : t(
        start.kind === 'receipt'
          ? 'followUp.registerReceipt'
          : start.kind === 'delivery'
            ? 'followUp.registerDelivery'
            : 'followUp.noteContact',
      );

  function save(): void {
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    void run(
      () => noteContact(db, logId, form, { id: person.id, name: person.name }),
      () => {
        toast({ kind: 'success', title: t(isReceipt ? 'followUp.receiptSaved' : 'followUp.saved') });
        onClose();
      },
    );
  }

  return (
    <FormDialog
      title={title}
      confirm={t(isReceipt && !isCorrection ? 'followUp.registerReceipt' : 'followUp.save')}
      wide
      busy={busy}
      fault={fault}
      onConfirm={save}
      onClose={onClose}
    >
      {isCorrection ? (
        <p>{t('followUp.correctText')}</p>
      ) : (
        isReceipt && <p>{t('followUp.receiptText', { number: referral?.number ?? '' })}</p>
      )}
      {(!isReceipt || isCorrection) && (
        <Select
          label={t('fields.contact_log.contacts.contactKind')}
          options={contactKinds.map((key) => ({
            key,
            label: t(`fields.contact_log.contacts.contactKind.option.${key}`),
          }))}
          value={form.kind}
          onChange={(kind) => change({ kind })}
        />
      )}
      <Select
        label={t('fields.contact_log.contacts.institution')}
        options={[
          ...institutions
            .filter(({ state, key }) => state === 'offered' || key === form.institution)
            .map(({ key, label }) => ({ key, label })),
          { key: OTHER, label: t('followUp.otherInstitution') },
        ]}
        value={isOther ? OTHER : form.institution}
        onChange={(key) => {
          setOther(key === OTHER);
          change({ institution: key === OTHER ? '' : key });
        }}
        required
      />
      {isOther && (
        <TextInput
          label={t('followUp.institutionName')}
          value={form.institution}
          onChange={(institution) => change({ institution })}
          problem={problem('institution')}
          maxLength={200}
          required
        />
      )}
      <TextInput
        label={t(isReceipt ? 'followUp.personReceipt' : 'fields.contact_log.contacts.contactPerson')}
        value={form.person}
        onChange={(contactPerson) => change({ person: contactPerson })}
        maxLength={160}
        autoFocus
      />
      <div className="follow-columns">
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
      {form.kind === 'call' && (
        <div className="follow-columns">
          <TextInput
            label={t('fields.contact_log.contacts.telephone')}
            value={form.telephone}
            onChange={(telephone) => change({ telephone })}
            maxLength={20}
            type="tel"
          />
          <YesNo
            label={t('fields.contact_log.contacts.answered')}
            value={form.answered === '' ? undefined : form.answered === 'yes'}
            onChange={(answered) => change({ answered: answered === undefined ? '' : answered ? 'yes' : 'no' })}
          />
        </div>
      )}
      <TextArea
        label={t('fields.contact_log.contacts.said')}
        value={form.said}
        onChange={(said) => change({ said })}
        maxLength={4000}
      />
      {isReceipt ? (
        <ReceiptScan caseId={logId} piece={form.piece} onPiece={(piece) => change({ piece })} />
      ) : (
        <div className="follow-columns">
          <TextInput
            label={t('fields.contact_log.contacts.nextStep')}
            value={form.nextStep}
            onChange={(nextStep) => change({ nextStep })}
            maxLength={400}
          />
          <DateInput
            label={t('fields.contact_log.contacts.nextOn')}
            value={form.nextOn}
            onChange={(nextOn) => change({ nextOn })}
            problem={problem('nextOn')}
            clock={db.clock}
          />
        </div>
      )}
    </FormDialog>
  );
}
