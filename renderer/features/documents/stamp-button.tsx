import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { DocumentHead } from '../../db/documents.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { stampDocument } from './stamp-document.ts';

interface StampButtonProps {
  readonly head: DocumentHead;
  readonly onFault: (fault: Fault | undefined) => void;
  readonly onChanged: () => void;
}

/** Adds a time stamp over a signed paper; there is no button in an office that asks nobody for time stamps. */
export function StampButton({ head, onFault, onChanged }: StampButtonProps) {
  const { db } = useSession();
  const toast = useToasts();
  const [isOn, setIsOn] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void host.signingSettings({}).then((settings) => {
      setIsOn(settings.ok && settings.value.timestampUrl !== undefined);
    });
  }, []);
  if (!isOn) return null;

  async function stamp(): Promise<void> {
    setBusy(true);
    onFault(undefined);
    const outcome = await stampDocument(db, head);
    setBusy(false);
    if (outcome.kind === 'failed') onFault(outcome.fault);
    else if (outcome.kind === 'not-verified') {
      const text = t('documents.notVerifiedText', { reasons: outcome.reasons.join(', ') });
      toast({ kind: 'warn', title: t('documents.notVerifiedTitle'), text });
    } else {
      const { lacks } = outcome;
      const text = t(`documents.stamped_${lacks}`);
      toast({ kind: lacks === 'nothing' ? 'success' : 'warn', title: t('documents.stamped'), text });
    }
    onChanged();
  }

  return (
    <Button icon="clock" busy={busy} onPress={() => void stamp()}>
      {t(busy ? 'documents.stamping' : 'documents.stamp')}
    </Button>
  );
}
