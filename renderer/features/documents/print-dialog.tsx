import { useState } from 'react';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import { recordOf, type DocumentHead } from '../../db/documents.ts';
import { host } from '../../host.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { copyDetail, printableCopies, type CopyName } from './copies.ts';
import { copyLabel } from './copies-panel.tsx';

interface PrintDialogProps {
  readonly head: DocumentHead;
  readonly pdf: Bytes;
  readonly onPrinted: () => void;
  readonly onClose: () => void;
}

/** Which copy is printed and for whom: that goes into the chain with it, so that copies can be counted by name. */
export function PrintDialog({ head, pdf, onPrinted, onClose }: PrintDialogProps) {
  const { busy, fault, run } = useDeed();
  const copies = printableCopies(head);
  const [copy, setCopy] = useState<CopyName>(copies[0] ?? 'other');
  const [recipient, setRecipient] = useState('');
  // a person who changes their mind in the system's dialog has not failed
  const shown = fault?.code === 'print/cancelled' ? undefined : fault;
  const isForEmployerToo = head.addressee === 'file' && paperFor(recordOf(head).kind)?.forEmployer === true;

  function print(): void {
    // printing is written into the chain by the main process, which does it
    const about = { caseId: head.caseId, documentId: head.id, detail: copyDetail(copy, recipient) };
    void run(() => host.printDocument({ pdf, about }), onPrinted);
  }

  return (
    <FormDialog
      title={t('documents.printTitle')}
      confirm={t('documents.print')}
      busy={busy}
      fault={shown}
      onConfirm={print}
      onClose={onClose}
    >
      <Select
        label={t('documents.printCopy')}
        hint={isForEmployerToo ? t('documents.printNotEmployer') : undefined}
        options={copies.map((key) => ({ key, label: copyLabel(key) }))}
        value={copy}
        onChange={setCopy}
      />
      <TextInput
        label={t('documents.printFor')}
        hint={t('documents.printForHint')}
        value={recipient}
        onChange={setRecipient}
        maxLength={120}
      />
    </FormDialog>
  );
}
