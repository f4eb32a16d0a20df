import { useState } from 'react';
import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { readOffice } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { useLists } from '../../lists.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { renderReport } from '../../parts/render-report.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { reference } from '../../parts/alerts/alert-words.ts';
import { workplaceName } from '../../parts/workplaces/workplace-name.ts';
import { verifyHere } from '../../parts/verify-here.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { actText, personText } from './act-text.ts';
import { dayOrNone, type AuditWish } from './audit-wish.ts';
import { makeExtract, MOST_ENTRIES, type ExtractContent } from './make-extract.ts';

interface ExtractDialogProps {
  readonly wish: AuditWish;
  /** what the filters show, in the order of the chain */
  readonly entries: readonly AuditEntry[];
  readonly hashes: ReadonlyMap<number, string>;
  readonly unreadable: readonly number[];
  readonly people: readonly Person[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Says what the extract will hold and asks for the passphrase that signs it; then it is made, checked and saved. */
export function ExtractDialog({ onClose, onSaved, ...shown }: ExtractDialogProps) {
  const { db, may, person, office } = useSession();
  const lists = useLists();
  const toast = useToasts();
  const [passphrase, setPassphrase] = useState('');
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState(false);
  const { busy, fault, run } = useDeed();
  const { wish, entries, people } = shown;
  const count = entries.length;
  const filters = filterTexts(wish, people);

  async function make(): Promise<Result<string | undefined>> {
    const content: ExtractContent = { ...shown, person, office, caseNames: await caseNames(lists, entries) };
    const outcome = await makeExtract(
      {
        checkAudit: () => host.checkAudit({}),
        readOffice: () => readOffice(db),
        render: renderReport,
        sign: (input) => host.signExtract(input),
        verify: verifyHere,
        save: (input) => host.saveDocument(input),
        now: db.clock.now,
      },
      content,
      passphrase,
    );
    if (outcome.kind === 'failed') return fail(outcome.fault.code, outcome.fault.detail);
    return ok(outcome.kind === 'saved' ? outcome.name : undefined);
  }

  function confirm(): void {
    setChecked(true);
    if (passphrase === '' || count === 0 || count > MOST_ENTRIES) return;
    setRefused(false);
    void run(make, (name) => {
      if (name === undefined) {
        setRefused(true);
        return;
      }
      toast({ kind: 'success', title: t('audit.extract_saved', { name }) });
      onSaved();
    });
  }

  return (
    <FormDialog
      title={t('audit.extract_title')}
      confirm={t('audit.extract_confirm')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{tCount('audit.extract_text', count)}</p>
      {filters.length > 0 && (
        <p className="audit-soft">
          {t('audit.extract_filters')}: {filters.join(' · ')}
        </p>
      )}
      {count === 0 && <Notice kind="warn" title={t('audit.extract_none')} />}
      {count > MOST_ENTRIES && <Notice kind="warn" title={t('audit.extract_tooMany', { max: MOST_ENTRIES })} />}
      {!may('case.read') && <Notice kind="info" live={false} title={t('audit.extract_closed')} />}
      <TextInput
        type="password"
        label={t('audit.extract_passphrase')}
        hint={t('audit.extract_passphraseHint')}
        required
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
        problem={checked && passphrase === '' ? t('audit.extract_passphraseMissing') : undefined}
      />
      {refused && <Notice kind="error" title={t('audit.extract_notVerified')} />}
    </FormDialog>
  );
}

/** The filters in words; those that ask for nothing are left out. */
function filterTexts(wish: AuditWish, people: readonly Person[]): readonly string[] {
  const from = dayOrNone(wish.from);
  const to = dayOrNone(wish.to);
  return [
    wish.person === '' ? '' : personText(wish.person, people),
    wish.act === '' ? '' : actText(wish.act),
    from === undefined ? '' : `${t('audit.filter_from')} ${formatDate(from)}`,
    to === undefined ? '' : `${t('audit.filter_to')} ${formatDate(to)}`,
    wish.caseWords.trim(),
  ].filter((text) => text !== '');
}

/** Numbers, or employers, of the cases that entries are about. */
async function caseNames(
  { cases, workplaces, alerts }: Pick<ReturnType<typeof useLists>, 'cases' | 'workplaces' | 'alerts'>,
  entries: readonly AuditEntry[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(entries.flatMap(({ caseId }) => caseId ?? []))) {
    const summary = await cases.get(id);
    const workplace = summary === undefined ? await workplaces.get(id) : undefined;
    const name = summary === undefined ? workplace && workplaceName(workplace) : summary.number || summary.employer;
    if (name !== undefined && name !== '') names.set(id, name);
    else if (alerts.columns.find(id) !== undefined) names.set(id, t('alerts.kicker', { reference: reference(id) }));
  }
  return names;
}
