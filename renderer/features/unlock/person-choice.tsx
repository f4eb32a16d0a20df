import { lazy, Suspense } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { t } from '../../text/index.ts';
import { Icon } from '../../ui/icons.tsx';

// the passphrase can be typed while the list is still on its way
const Select = lazy(async () => ({ default: (await import('../../ui/select.tsx')).Select<string> }));

export interface PersonChoiceProps {
  readonly people: readonly Person[];
  readonly personId: string | undefined;
  readonly onPerson: (id: string) => void;
}

/** Who one is. With one person there is nothing to choose, so the name only stands there. */
export function PersonChoice({ people, personId, onPerson }: PersonChoiceProps) {
  const only = people.length === 1 ? people[0] : undefined;
  if (only) {
    return (
      <p className="gate-person">
        <Icon name="person" size={20} />
        <span>
          <strong>{only.name}</strong>
          <span className="gate-person-position">{only.position}</span>
        </span>
      </p>
    );
  }
  return (
    <div className="gate-later-field">
      <Suspense fallback={null}>
        <Select
          label={t('unlock.who')}
          options={people.map(({ id, name, position }) => ({ key: id, label: name, detail: position }))}
          value={personId}
          onChange={onPerson}
        />
      </Suspense>
    </div>
  );
}
