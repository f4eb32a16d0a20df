import { formatTime } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Icon } from '../../ui/icons.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { SaveStatus } from './autosave.ts';

/** Whether what is on the screen is safe on disk, in a few words that do not jump about. */
export function SaveStatusLine({ status }: { readonly status: SaveStatus }) {
  return (
    <p className={`save-status save-status-${status.kind}`} role="status">
      {status.kind === 'saving' ? (
        <Spinner size={14} />
      ) : (
        <Icon name={status.kind === 'failed' ? 'warning' : 'check'} size={15} />
      )}
      {status.kind === 'saved'
        ? t('inspections.status_saved', { time: formatTime(status.at) })
        : t(`inspections.status_${status.kind}`)}
    </p>
  );
}
