import { useState } from 'react';
import { may } from '../../../shared/access/permissions.ts';
import { saveCaseFile } from '../../db/cases.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import type { CaseAround } from './use-case.ts';

interface ResponsibleDialogProps {
  readonly around: CaseAround;
  readonly onClose: () => void;
}

/** Gives a case to somebody who may work on cases. */
export function ResponsibleDialog({ around, onClose }: ResponsibleDialogProps) {
  const { db } = useSession();
  const { view, people } = around;
  const now = view.file?.values['responsibleId'];
  const [chosen, setChosen] = useState(typeof now === 'string' && now !== '' ? now : undefined);
  const { busy, fault, run } = useDeed();
  const able = people.filter(({ state, roles }) => state === 'active' && may(roles, 'case.write'));
  const person = able.find(({ id }) => id === chosen);

  return (
    <FormDialog
      title={t('cases.assign')}
      confirm={t('cases.assign')}
      busy={busy}
      fault={fault}
      onConfirm={() => {
        if (person === undefined) return;
        const values = { responsibleId: person.id, responsibleName: person.name };
        void run(() => saveCaseFile(db, view.caseId, values), onClose);
      }}
      onClose={onClose}
    >
      <Select
        label={t('cases.assignTo')}
        options={able.map(({ id, name, position }) => ({ key: id, label: `${name}, ${position}` }))}
        value={chosen}
        onChange={setChosen}
        autoFocus
      />
    </FormDialog>
  );
}
