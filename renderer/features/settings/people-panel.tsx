import { useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';

/** Who works in the office. */
export function PeoplePanel({ people, onAdded }: { readonly people: readonly Person[]; readonly onAdded: () => void }) {
  const { person: self } = useSession();
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t('settings.people')}
      flush
      actions={
        <Button icon="plus" onPress={() => setAdding(true)}>
          {t('settings.addPerson')}
        </Button>
      }
    >
      <DataTable
        label={t('settings.peopleLabel')}
        rows={people}
        rowKey={({ id }) => id}
        rowLabel={({ name, position }) => `${name}, ${position}`}
        sort={{ column: 'name', descending: false }}
        columns={[
          {
            key: 'name',
            header: t('settings.column_name'),
            cell: ({ id, name }) => (id === self.id ? t('settings.you', { name }) : name),
            sortValue: ({ name }) => name,
          },
          { key: 'position', header: t('settings.column_position'), cell: ({ position }) => position },
          { key: 'credential', header: t('settings.column_credential'), cell: ({ credential }) => credential },
        ]}
      />
      {adding && (
        <AddPersonDialog
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            onAdded();
          }}
        />
      )}
    </Panel>
  );
}
