import { useEffect, useState } from 'react';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { sizeText } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';

/** Another version that somebody chose: a newer one, or an earlier one to go back to. */
export interface OtherVersion {
  readonly version: string;
  readonly isBack: boolean;
}

/** Asks once more, then shows how far it is: until the window closes it can be stopped. */
export function UpdateDialog({ other, onClose }: { readonly other: OtherVersion; readonly onClose: () => void }) {
  const { version, isBack } = other;
  const { busy, fault, run } = useDeed();
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number }>();
  const [isClosing, setClosing] = useState(false);
  useEffect(() => host.on('updateProgress', setProgress), []);
  const isCopying = busy && (progress === undefined || progress.done < progress.total);

  function begin(): void {
    setProgress(undefined);
    void run(
      () => (isBack ? host.goBack({ version }) : host.installUpdate({})),
      () => setClosing(true),
    );
  }

  return (
    <Dialog
      open
      role="alertdialog"
      dismissable={!busy}
      onClose={onClose}
      title={t(isBack ? 'updates.backTitle' : 'updates.installTitle', { version })}
      actions={
        <>
          {busy ? (
            <Button disabled={!isCopying} onPress={() => void host.cancelUpdate({})}>
              {t('updates.stop')}
            </Button>
          ) : (
            <Button onPress={onClose}>{t('updates.installStop')}</Button>
          )}
          <Button kind="primary" autoFocus busy={busy || isClosing} onPress={begin}>
            {t(isBack ? 'updates.backDo' : 'updates.installDo')}
          </Button>
        </>
      }
    >
      <div className="office-stack">
        <p>{t(isBack ? 'updates.backText' : 'updates.installText', { version })}</p>
        {busy && <Spinner size={24} label={stage(progress)} />}
        {fault && <FaultNotice fault={fault} />}
      </div>
    </Dialog>
  );
}

function stage(progress: { readonly done: number; readonly total: number } | undefined): string {
  if (progress !== undefined && progress.done === progress.total) return t('updates.closing');
  const { done = 0, total = 0 } = progress ?? {};
  return t('updates.copying', { done: sizeText(done), total: sizeText(total) });
}
