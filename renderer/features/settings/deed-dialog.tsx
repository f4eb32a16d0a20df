import type { Person } from '../../../shared/ipc/contract.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import type { Deed } from './person-deeds.ts';
import { ResetPersonDialog } from './reset-person-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';

/** A deed that was chosen, and about whom. */
export interface Doing {
  readonly deed: Deed;
  readonly person: Person;
}

export interface DeedDialogProps {
  readonly doing: Doing;
  readonly onChanged: () => void;
  readonly onEnd: () => void;
}

/**
 * The dialog of the deed that was chosen. Where a key was taken away, or the rights of whoever works have changed, the
 * office is locked afterwards: the window has the old keys and the old rights, and only a new session brings the new.
 */
export function DeedDialog({ doing: { deed, person }, onChanged, onEnd }: DeedDialogProps) {
  const { person: self, lock } = useSession();
  const toast = useToasts();

  function done(title: string): void {
    toast({ kind: 'success', title });
    onEnd();
    onChanged();
  }

  switch (deed) {
    case 'grant':
      return (
        <GrantDialog
          person={person}
          onClose={onEnd}
          onGranted={(after) => done(t('settings.granted', { name: after.name }))}
        />
      );
    case 'roles':
      return (
        <RolesDialog
          person={person}
          isSelf={person.id === self.id}
          onClose={onEnd}
          onChanged={(after, locks) => {
            if (locks) lock();
            else done(t('settings.rolesChanged', { name: after.name }));
          }}
        />
      );
    case 'reset':
      return (
        <ResetPersonDialog
          person={person}
          onClose={onEnd}
          onReset={(after) => done(t('settings.resetDone', { name: after.name }))}
        />
      );
    case 'leave':
      return <LeaveDialog person={person} onClose={onEnd} onLeft={lock} />;
  }
}

/** Hands on the keys that one holds and that the other's roles ask for. */
function GrantDialog(props: {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onGranted: (person: Person) => void;
}) {
  const { person, onClose, onGranted } = props;
  const { busy, fault, run } = useDeed();
  return (
    <FormDialog
      title={t('settings.grantTitle', { name: person.name })}
      confirm={t('settings.deed_grant')}
      busy={busy}
      fault={fault}
      onConfirm={() => void run(() => host.grantAccess({ personId: person.id }), onGranted)}
      onClose={onClose}
    >
      <p>{t('settings.grantText')}</p>
    </FormDialog>
  );
}
