import { useState } from 'react';
import { directoryOn, type InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { readDirectory } from '../../db/directory.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useOfficeReading } from '../../parts/use-office-reading.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DirectoryDialog } from './directory-dialog.tsx';

/** Whom the office calls and refers to: the institutions as they stand today, each number with how sure it is. */
export function DirectoryPanel() {
  const { db, may } = useSession();
  const { value: notes, fault } = useOfficeReading(readDirectory);
  const [open, setOpen] = useState<InstitutionOnDay | 'new'>();
  const fixed = !may('settings.write');
  const today = dateInHonduras(instantFrom(db.clock.now()));
  return (
    <Panel
      title={t('directory.title')}
      flush
      actions={
        !fixed && (
          <Button icon="plus" onPress={() => setOpen('new')}>
            {t('directory.add')}
          </Button>
        )
      }
    >
      <p className="office-note office-padded">
        {fixed ? t('directory.readOnly', { roles: rolesThat('settings.write') }) : t('directory.text')}
      </p>
      {fault && <FaultNotice fault={fault} />}
      {notes !== undefined && notes.unreadable > 0 && (
        <Notice kind="warn" live={false} title={tCount('directory.unreadable', notes.unreadable)} />
      )}
      {notes && (
        <DataTable
          label={t('directory.title')}
          rows={directoryOn(today, notes.office)}
          rowKey={({ key }) => key}
          rowLabel={({ label }) => label}
          {...(fixed ? {} : { onOpen: setOpen })}
          columns={[
            {
              key: 'label',
              header: t('directory.institution'),
              cell: ({ label, role }) => (
                <>
                  {label}
                  <div className="office-note">{role}</div>
                </>
              ),
            },
            { key: 'telephones', header: t('directory.telephones'), width: '20rem', cell: telephonesOf },
            { key: 'state', header: t('directory.state'), width: '11rem', cell: stateOf },
            {
              key: 'sure',
              header: t('directory.sure'),
              width: '9rem',
              cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
            },
          ]}
        />
      )}
      {open && notes && (
        <DirectoryDialog
          known={open === 'new' ? undefined : open}
          versions={open === 'new' ? [] : (notes.office[open.key] ?? [])}
          onClose={() => setOpen(undefined)}
          onChanged={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
}

function telephonesOf({ telephones }: InstitutionOnDay) {
  if (telephones.length === 0) return <span className="office-note">{t('directory.none')}</span>;
  return telephones.map(({ number, label, confidence }) => (
    <div key={number} className="office-number">
      <strong>{number}</strong> <ConfidenceBadge confidence={confidence} />
      {label !== '' && <div className="office-note">{label}</div>}
    </div>
  ));
}

function stateOf({ state, version }: InstitutionOnDay) {
  if (version === undefined) return t('directory.ofCatalogue');
  const from = t('directory.since', { date: formatDate(version.from) });
  return state === 'offered' ? (
    from
  ) : (
    <>
      <Badge kind="neutral">{t(`directory.state_${state}`)}</Badge> {from}
    </>
  );
}
