import type { CallValue } from '../../../shared/ipc/contract.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';

/** The last thing an office shows. There is no way back to the screens: what they would show is gone. */
export function DestroyedDialog({ savedAs, complete }: Pick<CallValue<'decommission'>, 'savedAs' | 'complete'>) {
  return (
    <Dialog
      open
      onClose={() => undefined}
      dismissable={false}
      role="alertdialog"
      title={t('decommission.done')}
      actions={
        <Button kind="primary" onPress={() => window.close()}>
          {t('decommission.done_button')}
        </Button>
      }
    >
      <Notice kind={complete ? 'success' : 'warn'} title={t('decommission.done_saved', { name: savedAs })}>
        {t(complete ? 'decommission.done_close' : 'decommission.done_left')}
      </Notice>
    </Dialog>
  );
}
