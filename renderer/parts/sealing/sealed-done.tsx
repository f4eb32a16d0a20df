import { useState, type ReactNode } from 'react';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import { sizeText } from '../format.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { packageWords } from './package-words.ts';
import { SealedHash, SpokenWords } from './sealed-facts.tsx';
import './sealing.css';

interface SealedDoneProps {
  readonly made: CallValue<'finishPackage'>;
  /** beside the button that closes it */
  readonly actions?: ReactNode;
  /** below what the package is */
  readonly about?: ReactNode;
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** A package is there: its six words, shown this once, and its fingerprint; it closes when the words were noted. */
export function SealedDone({ made, actions, about, children, onClose }: SealedDoneProps) {
  const { name, sha256, size, files, words } = made;
  const [noted, setNoted] = useState(words === undefined);
  return (
    <Dialog
      open
      wide
      title={t('packages.done')}
      onClose={onClose}
      dismissable={noted}
      actions={
        <>
          {actions}
          <Button kind="primary" disabled={!noted} onPress={onClose}>
            {t('packages.close')}
          </Button>
        </>
      }
    >
      <div className="sealing-form">
        <Notice kind="success" title={t('packages.doneText', { name })}>
          {tCount('packages.files', files)} · {sizeText(size)}
        </Notice>
        {about}
        {words !== undefined && <SpokenWords texts={packageWords()} words={words} noted={noted} onNoted={setNoted} />}
        <SealedHash label={t('packages.hash')} sha256={sha256} />
        {children}
      </div>
    </Dialog>
  );
}
