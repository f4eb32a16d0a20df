import { useCallback, useEffect, useState } from 'react';
import { referralDirectory, type ReferralInstitution } from '../../../shared/catalog/referral-directory.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { parseAgeKeys } from '../../../shared/referral/age-key.ts';
import { readAddressees, type Addressees } from '../../db/addressees.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AddresseeDialog } from './addressee-dialog.tsx';

/** The keys of the institutions to which packages of referrals are sealed: opened with Enter, or a click on a row. */
export function AddresseesPanel() {
  const { db } = useSession();
  const [addressees, setAddressees] = useState<Addressees>();
  const [fault, setFault] = useState<Fault>();
  const [open, setOpen] = useState<ReferralInstitution>();
  const load = useCallback(async (): Promise<void> => {
    const read = await readAddressees(db);
    setFault(read.ok ? undefined : read.fault);
    if (read.ok) setAddressees(read.value);
  }, [db]);
  useEffect(() => {
    void load();
  }, [load]);

  return (
    <Panel title={t('packages.keys')} flush>
      <p className="office-note office-padded">{t('packages.keysHint')}</p>
      {fault && <FaultNotice fault={fault} />}
      {addressees && (
        <DataTable
          label={t('packages.keysLabel')}
          rows={referralDirectory}
          rowKey={({ key }) => key}
          rowLabel={({ key, label }) => `${label}: ${keyText(addressees, key)}`}
          onOpen={setOpen}
          columns={[
            { key: 'institution', header: t('packages.column_institution'), cell: ({ label }) => label },
            {
              key: 'key',
              header: t('packages.column_key'),
              width: '11rem',
              cell: ({ key }) => <Badge kind={keyBadge(addressees, key)}>{keyText(addressees, key)}</Badge>,
            },
            {
              key: 'confirmed',
              header: t('packages.column_confirmed'),
              cell: ({ key }) => {
                const kept = addressees.known.get(key);
                return kept && t('packages.confirmedBy', { by: kept.by, on: formatDate(kept.on) });
              },
            },
            {
              key: 'how',
              header: t('packages.column_how'),
              cell: ({ key }) => {
                const kept = addressees.known.get(key);
                return kept && t(`packages.how_${kept.how}`);
              },
            },
          ]}
        />
      )}
      {open && addressees && (
        <AddresseeDialog
          institution={open}
          kept={addressees.known.get(open.key)}
          onClose={() => setOpen(undefined)}
          onChanged={() => void load()}
        />
      )}
    </Panel>
  );
}

function keyText({ known, unreadable }: Addressees, institution: string): string {
  const kept = known.get(institution);
  if (kept === undefined) return t(unreadable.has(institution) ? 'packages.unreadable' : 'packages.without');
  const keys = parseAgeKeys(kept.keys);
  if (!keys.ok) return t('packages.unreadable');
  // all are of one kind
  const what = keys.value[0]?.kind ?? 'x25519';
  const kind = t(`packages.kind_${what}`);
  return keys.value.length === 1 ? kind : `${kind}, ${tCount('packages.keyCount', keys.value.length)}`;
}

function keyBadge({ known, unreadable }: Addressees, institution: string): 'neutral' | 'success' | 'error' {
  const kept = known.get(institution);
  if (kept === undefined) return unreadable.has(institution) ? 'error' : 'neutral';
  return parseAgeKeys(kept.keys).ok ? 'success' : 'error';
}
