import { useState } from 'react';
import type { CallValue } from '../../../shared/ipc/contract.ts';
import { toHex } from '../../../shared/kernel/bytes.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { shortHash } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';

/**
 * Whether the chain of acts is whole, found out when asked: walking it reads the whole journal.
 * @param props.unreadable entries of the database that could not be opened
 */
export function ChainPanel({ unreadable }: { readonly unreadable: number }) {
  const [found, setFound] = useState<CallValue<'checkAudit'>>();
  const { busy, fault, run } = useDeed();
  return (
    <Panel
      title={t('audit.chain')}
      actions={
        <Button icon="shield" busy={busy} onPress={() => void run(() => host.checkAudit({}), setFound)}>
          {busy ? t('audit.chain_checking') : t('audit.chain_check')}
        </Button>
      }
    >
      <div className="audit-stack">
        <p className="audit-soft">{t('audit.chain_text')}</p>
        {unreadable > 0 && <Notice kind="warn" live={false} title={tCount('audit.unreadable', unreadable)} />}
        {fault && <FaultNotice fault={fault} />}
        {found && <ChainFound {...found} />}
      </div>
    </Panel>
  );
}

function ChainFound({ n, brokenAt, head }: CallValue<'checkAudit'>) {
  if (brokenAt === undefined) {
    return (
      <Notice kind="success" title={t('audit.chain_whole', { n })}>
        {t('audit.chain_wholeText', { head: shortHash(toHex(head)) })}
      </Notice>
    );
  }
  return (
    <Notice kind="error" title={t('audit.chain_broken', { at: brokenAt })}>
      {t('audit.chain_brokenText', { before: brokenAt - 1 })}
    </Notice>
  );
}
