import type { CallValue } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useToasts } from '../../ui/toasts.tsx';

interface TokenFormProps {
  readonly token: CallValue<'signingSettings'>['token'];
  readonly onSaved: () => void;
}

/** Which program reaches signing tokens. It is chosen in the system's own dialogs: a page cannot name a program to run. */
export function TokenForm({ token, onSaved }: TokenFormProps) {
  const toast = useToasts();
  const { busy, fault, run } = useDeed();
  const change = (deed: () => Promise<Result<unknown>>): void =>
    void run(deed, () => {
      toast({ kind: 'success', title: t('certificates.tokenSaved') });
      onSaved();
    });
  return (
    <div className="office-stack">
      <h3 className="office-subtitle">{t('certificates.token')}</h3>
      <p className="office-note">{t('certificates.tokenHint')}</p>
      {token === undefined ? (
        <p>{t('certificates.tokenOff')}</p>
      ) : (
        <Facts
          rows={[
            [t('certificates.tokenProgram'), token.program],
            [t('certificates.tokenModule'), token.module],
          ]}
        />
      )}
      {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
      <div className="office-actions">
        <Button busy={busy} onPress={() => change(() => host.chooseTokenProgram({}))}>
          {t('certificates.tokenChoose')}
        </Button>
        {token && (
          <Button icon="trash" disabled={busy} onPress={() => change(() => host.forgetTokenProgram({}))}>
            {t('certificates.tokenForget')}
          </Button>
        )}
      </div>
    </div>
  );
}
