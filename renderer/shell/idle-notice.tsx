import { t, tCount } from '../text/index.ts';
import { Notice } from '../ui/notice.tsx';
import './idle-notice.css';
import { useIdleLock } from './use-idle-lock.ts';

/** Watches for idleness and counts the last seconds down; any key or movement makes it go away. */
export function IdleNotice() {
  const left = useIdleLock();
  if (left === undefined) return null;
  return (
    // an open dialog hides what stands outside it from screen readers, except for what is marked like this
    <div className="idle-notice" data-react-aria-top-layer="true">
      {/* spoken once, when it appears; the seconds that follow are only seen */}
      <Notice kind="warn" title={t('common.idle.title')}>
        <span aria-live="off">{tCount('common.idle.left', left)}</span> {t('common.idle.text')}
      </Notice>
    </div>
  );
}
