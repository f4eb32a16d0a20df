import { useState } from 'react';
import { placeName } from '../../../shared/catalog/territory.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { papers } from '../../../shared/report/report.ts';
import { saveOffice, type OfficeSettings } from '../../db/settings.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { checkOffice, exampleNumber, officeForm, officeSettings, type OfficeForm } from './office-settings.ts';

/** Parts a number template may hold; in braces, so they are handed to the sentence as they are. */
const TEMPLATE_PARTS = '{SIGLA} {TIPO} {OFICINA} {NNNNN} {AAAA}';

/** Letterhead, paper, numbers and who approves; saved as changes with a name and a date. */
export function OfficePanel({
  settings,
  onSaved,
}: {
  readonly settings: OfficeSettings;
  readonly onSaved: () => void;
}) {
  const { db, office, may } = useSession();
  const fixed = !may('settings.write');
  const toast = useToasts();
  const [form, setForm] = useState<OfficeForm>(() => officeForm(settings));
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const problems = checkOffice(form);
  const year = Number(dateInHonduras(instantFrom(db.clock.now())).slice(0, 4));
  const example = exampleNumber(form, office.code, year);

  async function save(): Promise<void> {
    setChecked(true);
    if (Object.keys(problems).length > 0) return;
    setBusy(true);
    const saved = await saveOffice(db, officeSettings(form));
    setBusy(false);
    setFault(saved.ok ? undefined : saved.fault);
    if (!saved.ok) return;
    toast({ kind: 'success', title: t('settings.saved') });
    onSaved();
  }

  return (
    <Panel title={t('settings.office')}>
      <form
        className="office-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!fixed) void save();
        }}
      >
        <Facts
          rows={[
            [t('settings.officeName'), office.name],
            [t('settings.officeCode'), office.code],
            [t('settings.officeMunicipality'), placeName(office.municipality)],
          ]}
        />
        <p className="office-note">{t('settings.officeFixed')}</p>
        <div className="office-form">
          <TextArea
            className="office-form-wide"
            label={t('settings.letterhead')}
            readOnly={fixed}
            hint={t('settings.letterheadHint')}
            value={form.letterhead}
            rows={3}
            required
            problem={checked ? letterheadProblem(problems.letterhead) : undefined}
            onChange={(letterhead) => setForm({ ...form, letterhead })}
          />
          <Select
            label={t('settings.paper')}
            readOnly={fixed}
            options={papers.map((key) => ({ key, label: t(`settings.paper_${key}`) }))}
            value={form.paper}
            onChange={(paper) => setForm({ ...form, paper })}
          />
          <TextInput
            label={t('settings.numberTemplate')}
            readOnly={fixed}
            hint={
              example === undefined
                ? t('settings.numberTemplateHint', { parts: TEMPLATE_PARTS })
                : t('settings.numberExample', { number: example })
            }
            value={form.numberTemplate}
            required
            problem={problems.numberTemplate && t(`settings.template_${problems.numberTemplate}`, { part: '{NNNNN}' })}
            onChange={(numberTemplate) => setForm({ ...form, numberTemplate })}
          />
          <TextInput
            label={t('settings.acronym')}
            readOnly={fixed}
            hint={t('settings.acronymHint')}
            value={form.acronym}
            required
            problem={problems.acronym && t('settings.acronymMalformed')}
            onChange={(acronym) => setForm({ ...form, acronym })}
          />
          <TextInput
            label={t('settings.chiefName')}
            readOnly={fixed}
            hint={t('settings.chiefNameHint')}
            value={form.chiefName}
            maxLength={120}
            onChange={(chiefName) => setForm({ ...form, chiefName })}
          />
          <TextInput
            label={t('settings.chiefPosition')}
            readOnly={fixed}
            value={form.chiefPosition}
            maxLength={120}
            onChange={(chiefPosition) => setForm({ ...form, chiefPosition })}
          />
        </div>
        <p className="office-note">{t('settings.numberTemplateHint', { parts: TEMPLATE_PARTS })}</p>
        {fault && <FaultNotice fault={fault} />}
        {fixed ? (
          <p className="office-note">{t('settings.officeReadOnly', { roles: rolesThat('settings.write') })}</p>
        ) : (
          <div className="office-actions">
            <Button type="submit" kind="primary" icon="save" busy={busy}>
              {t('settings.save')}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  );
}

function letterheadProblem(problem: 'missing' | 'too-long' | undefined): string | undefined {
  if (problem === undefined) return undefined;
  return problem === 'missing' ? t('settings.letterheadMissing') : t('settings.letterheadTooLong');
}
