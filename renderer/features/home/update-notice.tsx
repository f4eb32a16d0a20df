import { useEffect, useState } from 'react';
import type { UpdateFacts } from '../../../shared/ipc/update-calls.ts';
import { host } from '../../host.ts';
import type { Go } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** A newer version that somebody here has seen signed, for whoever decides about it. */
export function UpdateNotice({ go }: { readonly go: Go }) {
  const [facts, setFacts] = useState<UpdateFacts>();
  useEffect(() => {
    // where it cannot be read the screen about updates says why
    void host.updateFacts({}).then((read) => setFacts(read.ok ? read.value : undefined));
  }, []);
  if (facts?.known === undefined || facts.damaged || facts.choice.from === 'off') return null;
  return (
    <Notice
      kind="info"
      live={false}
      title={t('updates.notice', { version: facts.known.version })}
      actions={<Button onPress={() => go({ name: 'office' })}>{t('updates.see')}</Button>}
    >
      {t('updates.noticeText')}
    </Notice>
  );
}
