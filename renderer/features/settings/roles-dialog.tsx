import { useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { losesKeys } from '../../parts/key-holding.ts';
import { RolesInput } from '../../parts/roles-input.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { checkRoles } from './new-person.ts';
import { useDeed } from '../../parts/use-deed.ts';

export interface RolesDialogProps {
  readonly person: Person;
  /** the person who works changes their own roles */
  readonly isSelf: boolean;
  readonly onClose: () => void;
  /** @param locks the office has to be opened anew, with other rights or with new keys */
  readonly onChanged: (person: Person, locks: boolean) => void;
}

/** Changes what a person is in the office. Where that takes a key away, the office goes on with a new one. */
export function RolesDialog({ person, isSelf, onClose, onChanged }: RolesDialogProps) {
  const [roles, setRoles] = useState(person.roles as readonly Person['roles'][number][]);
  const { busy, fault, run } = useDeed();
  const problem = checkRoles(roles).roles;
  const loses = losesKeys(person.roles, roles);
  const locks = isSelf || loses;

  return (
    <FormDialog
      title={t('settings.rolesTitle', { name: person.name })}
      confirm={t('settings.rolesConfirm')}
      busy={busy}
      fault={fault}
      onConfirm={() => {
        if (problem !== undefined) return;
        void run(
          () => host.changeRoles({ personId: person.id, roles: [...roles] }),
          (changed) => onChanged(changed, locks),
        );
      }}
      onClose={onClose}
    >
      <RolesInput
        label={t('settings.personRoles')}
        value={roles}
        onChange={setRoles}
        problem={problem && t(...problem)}
      />
      {loses && <Notice kind="warn" title={t('settings.rolesLose')} todo={t('settings.locksAfter')} />}
      {isSelf && !loses && <Notice kind="info" title={t('settings.rolesSelf')} />}
    </FormDialog>
  );
}
