import type { CallValue } from '../../../shared/ipc/contract.ts';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The recovery sheet's whereabouts, and which program this is. */
export function AboutPanel({ app }: { readonly app: CallValue<'appInfo'> }) {
  return (
    <Panel title={t('settings.about')}>
      <div className="office-stack">
        <Notice kind="info" live={false} title={t('settings.recovery')}>
          {t('settings.recoveryText')}
        </Notice>
        <div>
          <p>
            <strong>{t('settings.aboutVersion', { version: app.version })}</strong>
          </p>
          <p className="office-note">{t('settings.aboutRuntime', { electron: app.electron, chrome: app.chrome })}</p>
          <p className="office-note">{t('settings.aboutOffline')}</p>
        </div>
      </div>
    </Panel>
  );
}
