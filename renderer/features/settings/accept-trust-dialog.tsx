import { useState } from 'react';
import { readTrustList, type TrustList } from '../../../shared/roster/trust-list.ts';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { formatDay } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { host } from '../../host.ts';
import { faultText } from '../../text/fault-text.ts';
import { t, tCount } from '../../text/index.ts';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { HeardWordsInput } from './heard-words-input.tsx';

export interface AcceptTrustDialogProps {
  readonly offered: CallValue<'readTrustFile'>;
  readonly onClose: () => void;
  readonly onAccepted: (version: number) => void;
}

/** A list that was opened: what is in it, and the words of its root when nobody here knows it yet. */
export function AcceptTrustDialog({ offered, onClose, onAccepted }: AcceptTrustDialogProps) {
  const [words, setWords] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const read = readTrustList(offered.list);
  const isNewRoot = offered.kind === 'first' || offered.kind === 'other-root';
  const wrong = fault?.code === 'trust/wrong-words' ? faultText(fault) : undefined;
  const missing = checked && words.trim() === '' ? t('settings.fieldMissing') : undefined;

  return (
    <FormDialog
      title={t('trust.acceptTitle')}
      confirm={t('trust.accept')}
      danger={offered.kind === 'other-root'}
      busy={busy}
      fault={wrong ? undefined : fault}
      onConfirm={() => {
        setChecked(true);
        if (isNewRoot && words.trim() === '') return;
        void run(
          () => host.acceptTrust(isNewRoot ? { words } : {}),
          ({ version }) => onAccepted(version),
        );
      }}
      onClose={onClose}
    >
      {offered.kind === 'other-root' && (
        <Notice kind="warn" live={false} title={t('trust.otherRoot')} todo={t('trust.otherRootTodo')} />
      )}
      {read.ok && <ListFacts list={read.value} />}
      {isNewRoot && (
        <>
          <p>{t('trust.acceptText')}</p>
          <HeardWordsInput
            label={t('trust.rootHeard')}
            required
            autoFocus
            value={words}
            onChange={setWords}
            problem={missing ?? (wrong && `${wrong.what} ${wrong.todo}`)}
          />
        </>
      )}
    </FormDialog>
  );
}

function ListFacts({ list }: { readonly list: TrustList }) {
  const active = list.oficinas.filter(({ equipos }) => equipos.some(({ estado }) => estado === 'activo'));
  return (
    <Facts
      rows={[
        [t('trust.version'), String(list.version)],
        [t('trust.issued'), formatDay(list.emitida)],
        [
          t('trust.offices'),
          `${tCount('trust.officeCount', active.length)}: ${active.map(({ oficina }) => oficina).join(', ')}`,
        ],
      ]}
    />
  );
}
