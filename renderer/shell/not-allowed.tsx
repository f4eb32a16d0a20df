import { may, type Permission } from '../../shared/access/permissions.ts';
import { roleNames, rolesThat } from '../parts/role-text.ts';
import { useSession } from '../session.tsx';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';

/** Stands in the place of a screen that is closed to this person: by their roles, or for want of a key. */
export function NotAllowed({ permission, onHome }: { readonly permission: Permission; readonly onHome: () => void }) {
  const { person } = useSession();
  const waits = may(person.roles, permission);
  return (
    <>
      <PageHeader title={t(waits ? 'common.notAllowed.waits' : 'common.notAllowed.title')} />
      <Panel>
        <EmptyState
          icon="lock"
          title={t('common.notAllowed.what', { roles: roleNames(person.roles) })}
          actions={<Button onPress={onHome}>{t('common.broken.home')}</Button>}
        >
          {waits ? t('common.notAllowed.pending') : t('common.notAllowed.who', { roles: rolesThat(permission) })}
        </EmptyState>
      </Panel>
    </>
  );
}
