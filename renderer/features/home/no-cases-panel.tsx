import { may } from '../../../shared/access/permissions.ts';
import { roleNames, rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Stands in the place of the lists for whoever may not read cases, or still lacks the key for it. */
export function NoCasesPanel() {
  const { person } = useSession();
  return (
    <Panel>
      <EmptyState icon="lock" title={t('home.noCases')}>
        {may(person.roles, 'case.read')
          ? t('home.noCasesPending')
          : t('home.noCasesHint', { roles: roleNames(person.roles), readers: rolesThat('case.read') })}
      </EmptyState>
    </Panel>
  );
}
