import { useEffect, useState } from 'react';
import type { CallValue } from '../../shared/ipc/contract.ts';
import { hashLines } from '../../shared/report/hash-lines.ts';
import { host } from '../host.ts';
import { useSession } from '../session.tsx';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { FaultNotice } from './fault-notice.tsx';
import './for-verifiers.css';
import { readOfficeWords } from './office-words.ts';
import { useDeed } from './use-deed.ts';

/** What others need to check this office's signatures: the words of its certificate, and the page that verifies. */
export function ForVerifiers() {
  const { may } = useSession();
  const [words, setWords] = useState<readonly string[]>([]);
  const [saved, setSaved] = useState<CallValue<'saveVerifierPage'>>();
  const { busy, fault, run } = useDeed();
  useEffect(() => {
    let left = false;
    void readOfficeWords().then((read) => {
      if (!left && read.ok) setWords(read.value);
    });
    return () => {
      left = true;
    };
  }, []);

  return (
    <div className="for-verifiers">
      {words.length > 0 && (
        <div>
          <h3 id="office-words">{t('verify.others.words')}</h3>
          <ol aria-labelledby="office-words" className="for-verifiers-words" lang="es">
            {words.map((word, i) => (
              <li key={`${i}-${word}`}>{word}</li>
            ))}
          </ol>
          <p className="for-verifiers-note">{t('verify.others.wordsHint')}</p>
        </div>
      )}
      {may('document.export') && (
        <div>
          <Button
            icon="download"
            busy={busy}
            describedBy="verifier-page-hint"
            onPress={() => void run(() => host.saveVerifierPage({}), setSaved)}
          >
            {t('verify.others.save')}
          </Button>
          <p id="verifier-page-hint" className="for-verifiers-note">
            {t('verify.others.saveHint')}
          </p>
        </div>
      )}
      {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
      {saved && (
        <Notice kind="success" title={t('verify.others.saved', { name: saved.name })}>
          {t('verify.others.hash')} <code>{hashLines(saved.sha256).join(' ')}</code>
        </Notice>
      )}
    </div>
  );
}
