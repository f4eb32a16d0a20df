import { useEffect, useState } from 'react';
import type { SentSetting } from '../../../shared/bundle/settings-file.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { nameOfSetting } from '../../db/local-settings.ts';
import { settingAreas } from '../../db/setting-areas.ts';
import { gatherSettings } from '../../db/shared-settings.ts';
import { OfficeSelect } from '../../parts/exchange/office-select.tsx';
import { WriteBundleDialog } from '../../parts/exchange/write-bundle-dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { usePeopleNames } from '../../parts/use-people-names.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { settingText } from './setting-text.ts';

interface SendSettingsDialogProps {
  readonly offices: readonly TrustedOffice[];
  /** the ledger has something new */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** The central office chooses which of its settings go to an office, and writes the bundle. */
export function SendSettingsDialog({ offices, onChanged, onClose }: SendSettingsDialogProps) {
  const { db } = useSession();
  const people = usePeopleNames();
  const [settings, setSettings] = useState<readonly SentSetting[]>([]);
  const [fault, setFault] = useState<Fault>();
  const [office, setOffice] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    let isWanted = true;
    void gatherSettings(db, people).then((gathered) => {
      if (!isWanted) return;
      if (gathered.ok) setSettings(gathered.value);
      else setFault(gathered.fault);
    });
    return () => {
      isWanted = false;
    };
  }, [db, people]);
  const chosen = settings.filter((one) => !left.has(nameOf(one)));
  return (
    <WriteBundleDialog
      title={t('exchange.settings_title')}
      offices={offices}
      isReady={office !== '' && chosen.length > 0}
      onAsked={() => setAsked(true)}
      makeOrder={() => Promise.resolve(ok({ to: office, caseIds: [], protectedReason: undefined, settings: chosen }))}
      onChanged={onChanged}
      onClose={onClose}
    >
      <OfficeSelect
        offices={offices}
        value={office}
        onChange={setOffice}
        problem={asked && office === '' ? t('exchange.chooseOffice') : undefined}
      />
      {fault && <FaultNotice fault={fault} />}
      {settings.length === 0 ? (
        <p className="exchange-note">{t('exchange.settings_none')}</p>
      ) : (
        <div className="exchange-cases">
          <CheckGroup
            label={t('exchange.settings_which')}
            hint={t('exchange.settings_hint')}
            options={settingAreas.flatMap((area) =>
              settings
                .filter((one) => one.area === area)
                .map((one) => ({
                  key: nameOf(one),
                  label: `${t(`exchange.area_${area}`)}: ${settingText(one).label}`,
                  detail: settingText(one).lines.join(' · '),
                })),
            )}
            value={chosen.map(nameOf)}
            onChange={(names) => setLeft(new Set(settings.map(nameOf).filter((name) => !names.includes(name))))}
            problem={asked && chosen.length === 0 ? t('exchange.settings_choose') : undefined}
          />
        </div>
      )}
    </WriteBundleDialog>
  );
}

function nameOf({ area, clave }: SentSetting): string {
  return nameOfSetting(area, clave);
}
