import { useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { guardianOf } from '../../parts/key-holding.ts';
import { roleNames, rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { DeedDialog, type Doing } from './deed-dialog.tsx';
import { deedsFor } from './person-deeds.ts';
import { PersonDialog } from './person-dialog.tsx';

export interface PeoplePanelProps {
  readonly people: readonly Person[];
  readonly onChanged: () => void;
}

/** Who works in the office, as what, and who waits for a key. */
export function PeoplePanel({ people, onChanged }: PeoplePanelProps) {
  const { person: self, may } = useSession();
  const toast = useToasts();
  const [adding, setAdding] = useState(false);
  const [looking, setLooking] = useState<Person>();
  const [doing, setDoing] = useState<Doing>();
  const active = people.filter(({ state }) => state === 'active');
  const guardian = guardianOf(active.map(({ roles }) => roles));
  const waiting = active.filter((person) => deedsFor(person, self.id, may).includes('grant'));

  return (
    <Panel
      title={t('settings.people')}
      flush
      actions={
        may('people.manage') && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('settings.addPerson')}
          </Button>
        )
      }
    >
      <div className="office-notices">
        {waiting.map((person) => (
          <Notice
            key={person.id}
            kind="warn"
            live={false}
            title={t('settings.pendingOf', { name: person.name })}
            actions={
              <Button
                size="small"
                label={`${t('settings.deed_grant')}: ${person.name}`}
                onPress={() => setDoing({ deed: 'grant', person })}
              >
                {t('settings.deed_grant')}
              </Button>
            }
          >
            {t('settings.pendingText')}
          </Notice>
        ))}
        {guardian !== 'liaison' && <p className="office-note">{t(`settings.guardian_${guardian}`)}</p>}
        {!may('people.manage') && (
          <p className="office-note">{t('settings.peopleReadOnly', { roles: rolesThat('people.manage') })}</p>
        )}
      </div>
      <DataTable
        label={t('settings.peopleLabel')}
        rows={people}
        rowKey={({ id }) => id}
        rowLabel={(person) => `${person.name}, ${person.position}, ${stateText(person)}`}
        onOpen={setLooking}
        sort={{ column: 'name', descending: false }}
        columns={[
          {
            key: 'name',
            header: t('settings.column_name'),
            cell: ({ id, name }) => (id === self.id ? t('settings.you', { name }) : name),
            sortValue: ({ name }) => name,
          },
          { key: 'position', header: t('settings.column_position'), cell: ({ position }) => position },
          { key: 'roles', header: t('settings.column_roles'), cell: ({ roles }) => roleNames(roles) },
          {
            key: 'state',
            header: t('settings.column_state'),
            cell: (person) => (
              <Badge kind={person.state === 'left' ? 'neutral' : person.pending ? 'warn' : 'success'}>
                {stateText(person)}
              </Badge>
            ),
            // who left stands below, whatever their name
            sortValue: ({ state, pending }) => (state === 'left' ? 2 : pending ? 0 : 1),
          },
        ]}
      />
      {adding && (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onAdded={(person) => {
            setAdding(false);
            toast({ kind: 'success', title: t('settings.added', { name: person.name }) });
            onChanged();
          }}
        />
      )}
      {looking && (
        <PersonDialog
          person={looking}
          deeds={deedsFor(looking, self.id, may)}
          onDeed={(deed) => {
            setLooking(undefined);
            setDoing({ deed, person: looking });
          }}
          onClose={() => setLooking(undefined)}
        />
      )}
      {doing && <DeedDialog doing={doing} onChanged={onChanged} onEnd={() => setDoing(undefined)} />}
    </Panel>
  );
}

function stateText({ state, pending }: Person): string {
  if (state === 'left') return t('settings.state_left');
  return pending ? t('settings.state_pending') : t('settings.state_active');
}
