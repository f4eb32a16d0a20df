import type { Person } from '../../../shared/ipc/contract.ts';
import { roleDoes, roleName } from '../../parts/role-text.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { IconName } from '../../ui/icons.tsx';
import type { Deed } from './person-deeds.ts';

const icons = { grant: 'unlock', roles: 'people', reset: 'key', leave: 'close' } as const satisfies Readonly<
  Record<Deed, IconName>
>;

export interface PersonDialogProps {
  readonly person: Person;
  /** what may be done about this person; none says so */
  readonly deeds: readonly Deed[];
  readonly onDeed: (deed: Deed) => void;
  readonly onClose: () => void;
}

/** Who somebody is in the office, what their roles let them do, and what can be done about it. */
export function PersonDialog({ person, deeds, onDeed, onClose }: PersonDialogProps) {
  return (
    <Dialog open onClose={onClose} title={person.name}>
      <Facts
        rows={[
          [t('settings.column_position'), person.position],
          [t('settings.column_credential'), person.credential],
          ...person.roles.map((role) => [roleName(role), roleDoes(role)] as const),
        ]}
      />
      {person.pending && <p>{t('settings.pendingText')}</p>}
      {person.state === 'left' && <p>{t('settings.leftText')}</p>}
      {deeds.length === 0 ? (
        <p className="office-note">{t('settings.noDeeds')}</p>
      ) : (
        <div className="office-actions">
          {deeds.map((deed) => (
            <Button key={deed} icon={icons[deed]} onPress={() => onDeed(deed)}>
              {t(`settings.deed_${deed}`)}
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  );
}
