import { useEffect, useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { shareProtected } from '../../db/protected.ts';
import { host } from '../../host.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { isReason, ProtectedReason, sharingReasons } from './protected-reason.tsx';

interface ShareProtectedDialogProps {
  readonly caseId: string;
  readonly onClose: () => void;
}

/** Gives the key of this case to one more inspector of the office, with a reason. */
export function ShareProtectedDialog({ caseId, onClose }: ShareProtectedDialogProps) {
  const { db } = useSession();
  const toast = useToasts();
  const [people, setPeople] = useState<readonly Person[]>();
  const [listFault, setListFault] = useState<Fault>();
  const [personId, setPersonId] = useState<string>();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();

  useEffect(() => {
    let isWanted = true;
    void host.listPeople({}).then((listed) => {
      if (!isWanted) return;
      if (listed.ok) setPeople(listed.value.filter((person) => mayGetAccess(person, db.personId)));
      else setListFault(listed.fault);
    });
    return () => {
      isWanted = false;
    };
  }, [db]);

  function confirm(): void {
    setChecked(true);
    const person = people?.find(({ id }) => id === personId);
    if (person === undefined || !isReason(reason)) return;
    void run(
      () => shareProtected(db, caseId, { personId: person.id, reason: reason.trim() }),
      () => {
        toast({ kind: 'success', title: t('inspections.protected_shared', { name: person.name }) });
        onClose();
      },
    );
  }

  return (
    <FormDialog
      title={t('inspections.protected_shareTitle')}
      confirm={t('inspections.protected_shareConfirm')}
      busy={busy}
      fault={fault ?? listFault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('inspections.protected_shareText')}</p>
      {people?.length === 0 ? (
        <p>{t('inspections.protected_shareNobody')}</p>
      ) : (
        <>
          <Select
            label={t('inspections.protected_sharePerson')}
            options={(people ?? []).map(({ id, name, position }) => ({ key: id, label: name, detail: position }))}
            value={personId}
            onChange={setPersonId}
            placeholder={t('fields.choose')}
            problem={checked && personId === undefined ? t('inspections.protected_shareMissing') : undefined}
            required
            autoFocus
          />
          <ProtectedReason value={reason} onChange={setReason} proposals={sharingReasons} checked={checked} />
        </>
      )}
    </FormDialog>
  );
}

/** Only inspectors are given single cases: liaisons hold them all, and for other roles there is the emergency. */
function mayGetAccess({ id, state, roles }: Person, me: string): boolean {
  return id !== me && state === 'active' && roles.includes('inspector');
}
