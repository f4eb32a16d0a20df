import { useState } from 'react';
import type { Result } from '../../../shared/kernel/result.ts';
import { noteBundleEvent } from '../../db/ledger.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { SealedHash, SpokenWords } from '../sealing/sealed-facts.tsx';
import { useDeed } from '../use-deed.ts';
import { useSession } from '../../session.tsx';
import { sizeText } from '../format.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { DriveField } from './drive-field.tsx';
import { ReceiptDialog } from './receipt-dialog.tsx';
import { codeOf, type SentBundle } from './send-bundle.ts';
import { useDrives } from './use-drives.ts';

interface SentBundleDialogProps {
  readonly sent: SentBundle;
  /** names of the offices; undefined for somebody outside */
  readonly to: string | undefined;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** The bundle lies on the stick: its words, shown this once, its fingerprint, the check, and the receipt. */
export function SentBundleDialog({ sent, to, onChanged, onClose }: SentBundleDialogProps) {
  const { db } = useSession();
  const toast = useToasts();
  const choice = useDrives();
  const { name, names, place, sha256, size, words, fromMedium, id, identity } = sent;
  const [noted, setNoted] = useState(words === undefined);
  const [printing, setPrinting] = useState(false);
  const { busy, fault, run } = useDeed();
  const stick = choice.chosen ?? choice.drives.find((one) => one.name === place);

  async function check(): Promise<Result<unknown>> {
    if (stick === undefined) return await choice.chooseFolder();
    const checked = await host.checkStick({ place: stick.token, names, sha256 });
    return checked.ok ? await noteBundleEvent(db, id, { what: 'checked', note: stick.name }) : checked;
  }

  if (printing) {
    const receipt = {
      ...{ code: codeOf(name), names, size, sha256, identity, stick: place, writtenAt: sent.writtenAt, to },
    };
    return <ReceiptDialog receipt={receipt} onClose={() => setPrinting(false)} />;
  }
  return (
    <Dialog
      open
      wide
      title={t('exchange.sentTitle')}
      onClose={onClose}
      dismissable={noted}
      actions={
        <>
          <Button icon="print" onPress={() => setPrinting(true)}>
            {t('exchange.receipt')}
          </Button>
          <Button
            icon="check"
            busy={busy}
            onPress={() =>
              void run(check, () => {
                if (stick === undefined) return;
                toast({ kind: 'success', title: t('exchange.checked') });
                onChanged();
              })
            }
          >
            {t('exchange.check')}
          </Button>
          {stick?.ejectable === true && (
            <Button
              onPress={() =>
                void host.ejectDrive({ token: stick.token }).then((done) => {
                  const isOut = done.ok && done.value.ejected;
                  toast({
                    kind: isOut ? 'success' : 'info',
                    title: t(isOut ? 'exchange.ejected' : 'exchange.ejectByHand'),
                  });
                })
              }
            >
              {t('exchange.eject')}
            </Button>
          )}
          <Button kind="primary" disabled={!noted} onPress={onClose}>
            {t('exchange.close')}
          </Button>
        </>
      }
    >
      <div className="exchange-form">
        <Notice kind="success" title={t('exchange.sentText', { name, place })}>
          {sizeText(size)} · {t(fromMedium ? 'exchange.sentProved' : 'exchange.sentUnproved')}
        </Notice>
        {words !== undefined && <SpokenWords texts={wordsTexts()} words={words} noted={noted} onNoted={setNoted} />}
        <SealedHash label={t('exchange.hash')} sha256={sha256} />
        <DriveField choice={choice} />
        {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
      </div>
    </Dialog>
  );
}

function wordsTexts() {
  return {
    title: t('exchange.wordsTitle'),
    list: t('exchange.wordsList'),
    tell: t('exchange.wordsTell'),
    noted: t('exchange.wordsNoted'),
  };
}
