import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { PROTECTED_QUIET_MINUTES } from './quiet-watch.ts';

interface ProtectedBandProps {
  /** whether a reason was written down */
  readonly noted: boolean;
  readonly onClose: () => void;
}

/** Stays in sight for as long as protected values can be read on the screen. */
export function ProtectedBand({ noted, onClose }: ProtectedBandProps) {
  return (
    <div className="protected-band" role="status">
      <Icon name="unlock" size={18} />
      <p>
        <strong>{t(noted ? 'inspections.protected_bandNoted' : 'inspections.protected_bandTitle')}</strong>{' '}
        {t('inspections.protected_bandHint', { minutes: PROTECTED_QUIET_MINUTES })}
      </p>
      <Button size="small" icon="lock" label={t('inspections.protected_closeLong')} onPress={onClose}>
        {t('inspections.protected_close')}
      </Button>
    </div>
  );
}
