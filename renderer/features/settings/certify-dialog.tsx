import { useState } from 'react';
import type { CallValue, ReadCard } from '../../../shared/ipc/contract.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { formatInstant } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { host } from '../../host.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { HeardWordsInput } from './heard-words-input.tsx';
import { RootPassphraseInput } from './root-passphrase-input.tsx';

export interface CertifyDialogProps {
  readonly read: CallValue<'readOfficeCards'>;
  readonly onClose: () => void;
  readonly onIssued: (version: number) => void;
}

/** The cards that were opened; those whose words were heard by telephone are certified, the others wait. */
export function CertifyDialog({ read, onClose, onIssued }: CertifyDialogProps) {
  const [heard, setHeard] = useState<Readonly<Record<string, string>>>({});
  const [passphrase, setPassphrase] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const chosen = read.cards.flatMap(({ replica, state }) => {
    const words = (heard[replica] ?? '').trim();
    return isFit(state) && words !== '' ? [{ replica, words }] : [];
  });
  const firstFit = read.cards.find(({ state }) => isFit(state))?.replica;
  const isSaidBeside = fault?.code === 'vault/wrong-passphrase';

  return (
    <FormDialog
      title={t('trust.certifyTitle')}
      confirm={t('trust.certify')}
      busy={busy}
      fault={isSaidBeside ? undefined : fault}
      onConfirm={() => {
        setChecked(true);
        if (chosen.length === 0 || passphrase === '') return;
        void run(
          () => host.issueTrustList({ passphrase, cards: chosen }),
          ({ version }) => onIssued(version),
        );
      }}
      onClose={onClose}
    >
      <p>{t('trust.certifyText')}</p>
      {read.refused.length > 0 && (
        <Notice kind="warn" live={false} title={t('trust.refused', { names: read.refused.join(', ') })} />
      )}
      {read.cards.map((card) => (
        <div key={card.replica} className="trust-card" role="group" aria-label={card.name}>
          <Facts
            rows={[
              [t('trust.office'), `${card.name} (${card.office})`],
              [t('trust.computer'), card.replica.slice(0, 8)],
              [t('trust.cardMade'), formatInstant(card.madeAt)],
              [t('trust.state'), <CardState key="state" state={card.state} />],
            ]}
          />
          {isFit(card.state) && (
            <HeardWordsInput
              label={t('trust.cardHeard', { office: card.office })}
              autoFocus={card.replica === firstFit}
              value={heard[card.replica] ?? ''}
              onChange={(words) => setHeard((before) => ({ ...before, [card.replica]: words }))}
              problem={checked && chosen.length === 0 ? t('trust.noWords') : undefined}
            />
          )}
        </div>
      ))}
      {firstFit !== undefined && (
        <RootPassphraseInput value={passphrase} onChange={setPassphrase} checked={checked} fault={fault} />
      )}
    </FormDialog>
  );
}

function CardState({ state }: Pick<ReadCard, 'state'>) {
  return <Badge kind={isFit(state) ? 'info' : 'error'}>{t(`trust.card_${state}`)}</Badge>;
}

function isFit(state: ReadCard['state']): boolean {
  return state === 'new' || state === 'known';
}
