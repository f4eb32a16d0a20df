import { useEffect, useState } from 'react';
import type { SettingsSet } from '../../../shared/bundle/settings-file.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { nameOfSetting } from '../../db/local-settings.ts';
import { settingAreas } from '../../db/setting-areas.ts';
import { gatherSettings } from '../../db/shared-settings.ts';
import { WriteBundleDialog } from '../../parts/exchange/write-bundle-dialog.tsx';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { usePeopleNames } from '../../parts/use-people-names.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { settingText } from './setting-text.ts';

interface SendSettingsDialogProps {
  readonly offices: readonly TrustedOffice[];
  /** the ledger has something new */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** The central office sends all of its settings, and which it has no more, to the offices that somebody ticks. */
export function SendSettingsDialog({ offices, onChanged, onClose }: SendSettingsDialogProps) {
  const { db } = useSession();
  const people = usePeopleNames();
  const [set, setSet] = useState<SettingsSet>();
  const [fault, setFault] = useState<Fault>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    let isWanted = true;
    void gatherSettings(db, people).then((gathered) => {
      if (!isWanted) return;
      if (gathered.ok) setSet(gathered.value);
      else setFault(gathered.fault);
    });
    return () => {
      isWanted = false;
    };
  }, [db, people]);
  const { settings = [], withdrawn = [] } = set ?? {};
  const hasAny = settings.length + withdrawn.length > 0;
  return (
    <WriteBundleDialog
      title={t('exchange.settings_title')}
      offices={offices}
      isReady={chosen.length > 0 && hasAny}
      onAsked={() => setAsked(true)}
      makeOrder={() =>
        Promise.resolve(
          ok({ to: chosen, caseIds: [], protectedReason: undefined, ...(set === undefined ? {} : { settings: set }) }),
        )
      }
      onChanged={onChanged}
      onClose={onClose}
    >
      <CheckGroup
        label={t('exchange.settings_offices')}
        hint={t('exchange.settings_officesHint')}
        options={offices.map(({ oficina, nombre }) => ({ key: oficina, label: `${nombre} (${oficina})` }))}
        value={chosen}
        onChange={setChosen}
        problem={asked && chosen.length === 0 ? t('exchange.settings_chooseOffice') : undefined}
        required
      />
      {fault && <FaultNotice fault={fault} />}
      {set !== undefined && !hasAny && <p className="exchange-note">{t('exchange.settings_none')}</p>}
      {hasAny && (
        // what is long is scrolled by the keyboard too
        <section className="exchange-cases" aria-labelledby="exchange-leaving" tabIndex={0}>
          <h3 id="exchange-leaving">{t('exchange.settings_which')}</h3>
          <p className="exchange-note">{t('exchange.settings_hint')}</p>
          <ul className="exchange-history">
            {settingAreas.flatMap((area) =>
              settings
                .filter((one) => one.area === area)
                .map((one) => (
                  <li key={nameOfSetting(one.area, one.clave)}>
                    {t(`exchange.area_${area}`)}: {settingText(one).label}
                    <span className="exchange-note">{settingText(one).lines.join(' · ')}</span>
                  </li>
                )),
            )}
          </ul>
          {withdrawn.length > 0 && <p>{tCount('exchange.settings_leaving', withdrawn.length)}</p>}
        </section>
      )}
    </WriteBundleDialog>
  );
}
