import { useEffect, useState } from 'react';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { settingAreas } from '../../db/setting-areas.ts';
import { readTakenSettings, type BroughtSetting } from '../../db/shared-settings.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { settingText } from './setting-text.ts';

/** The settings that are here by a bundle, with who set each so in the office that sent them, and when. */
export function BroughtSettings({ bundle }: { readonly bundle: string }) {
  const { db } = useSession();
  const [taken, setTaken] = useState<readonly BroughtSetting[]>([]);
  useEffect(() => {
    let isWanted = true;
    void readTakenSettings(db, bundle).then((read) => {
      if (isWanted && read.ok) setTaken(read.value);
    });
    return () => {
      isWanted = false;
    };
  }, [db, bundle]);
  if (taken.length === 0) return null;
  return (
    <section aria-labelledby="exchange-brought">
      <h3 id="exchange-brought">{t('exchange.settings_brought')}</h3>
      <ul className="exchange-history">
        {settingAreas.flatMap((area) =>
          taken
            .filter((one) => one.area === area)
            .map((one) => (
              <li key={one.clave}>
                {t(`exchange.area_${area}`)}: {settingText(one).label}
                {one.isGone === true && ` (${t('exchange.setting_withdrawn')})`}
                <span className="exchange-note">
                  {t('exchange.by', { when: formatDate(dateInHonduras(one.fecha)), who: one.por })}
                </span>
              </li>
            )),
        )}
      </ul>
    </section>
  );
}
