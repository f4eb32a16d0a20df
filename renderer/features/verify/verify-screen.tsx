import { useEffect, useRef, useState, type DragEvent } from 'react';
import type { Result } from '../../../shared/kernel/result.ts';
import type { PdfVerdict } from '../../../shared/signature/verdict.ts';
import { findInRegister, type RegisterFinding } from '../../db/document-register.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ForVerifiers } from '../../parts/for-verifiers.tsx';
import { useLog } from '../../parts/use-log.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { VerdictView } from '../../parts/verdict-view.tsx';
import { verifyHere } from '../../parts/verify-here.ts';
import { LARGEST_FILE_MB, readChosenFile } from './read-file.ts';
import { RegisterNotice } from './register-notice.tsx';
import './verify-screen.css';

type Stage =
  | { readonly kind: 'waiting'; readonly problem?: string }
  | { readonly kind: 'checking'; readonly name: string }
  | {
      readonly kind: 'done';
      readonly name: string;
      readonly verdict: PdfVerdict;
      /** absent for whoever may not read cases */
      readonly register?: Result<RegisterFinding>;
    };

/** Any PDF, from anywhere: who signed it, whether it changed, who vouches. The file stays in memory only. */
export function VerifyScreen() {
  const { db, may } = useSession();
  const log = useLog();
  const [stage, setStage] = useState<Stage>({ kind: 'waiting' });
  const result = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (stage.kind === 'done') result.current?.focus();
  }, [stage]);

  async function check(files: readonly File[]): Promise<void> {
    const [file, ...others] = files;
    if (file === undefined) return;
    if (others.length > 0) {
      setStage({ kind: 'waiting', problem: t('verify.onlyOne') });
      return;
    }
    setStage({ kind: 'checking', name: file.name });
    const chosen = await readChosenFile(file);
    if (chosen.kind !== 'file') {
      const problem =
        chosen.kind === 'too-large' ? t('verify.tooLarge', { limit: LARGEST_FILE_MB }) : t('verify.unreadable');
      setStage({ kind: 'waiting', problem });
      return;
    }
    const verdict = await verifyHere(chosen.bytes);
    if (!verdict.ok) {
      setStage({ kind: 'waiting', problem: t('verify.failed') });
      return;
    }
    const record = 'record' in verdict.value ? verdict.value.record : undefined;
    const register = may('case.read') ? { register: await findInRegister(db, { pdf: chosen.bytes, record }) } : {};
    setStage({ kind: 'done', name: chosen.name, verdict: verdict.value, ...register });
    await log({ action: 'verified', detail: chosen.name });
  }

  return (
    <div className="verify">
      <PageHeader title={t('verify.title')} subtitle={t('verify.intro')} />
      <DropZone small={stage.kind === 'done'} busy={stage.kind === 'checking'} onFiles={(files) => void check(files)} />
      <div aria-live="polite">
        {stage.kind === 'waiting' && stage.problem !== undefined && <Notice kind="error" title={stage.problem} />}
        {stage.kind === 'checking' && (
          <p className="verify-checking">
            <Spinner /> {t('verify.checking', { name: stage.name })}
          </p>
        )}
      </div>
      {stage.kind === 'done' && (
        <section aria-labelledby="verify-result" className="verify-result">
          <h2 id="verify-result" ref={result} tabIndex={-1}>
            <Icon name="document" /> {stage.name}
          </h2>
          <VerdictView verdict={stage.verdict} />
          {stage.register &&
            (stage.register.ok ? (
              <RegisterNotice finding={stage.register.value} />
            ) : (
              <FaultNotice fault={stage.register.fault} />
            ))}
        </section>
      )}
      <Panel title={t('verify.others')}>
        <ForVerifiers />
      </Panel>
    </div>
  );
}

interface DropZoneProps {
  readonly small: boolean;
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A place to drop a file, with a button that does the same by keyboard. */
function DropZone({ small, busy, onFiles }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const hold = (event: DragEvent): void => {
    event.preventDefault();
    setOver(event.type === 'dragover');
  };
  return (
    <div
      className={`verify-drop${over ? ' verify-drop-over' : ''}${small ? ' verify-drop-small' : ''}`}
      onDragOver={hold}
      onDragLeave={hold}
      onDrop={(event) => {
        hold(event);
        if (!busy) onFiles([...event.dataTransfer.files]);
      }}
    >
      {!small && <Icon name="shield" size={40} />}
      <Button kind={small ? 'secondary' : 'primary'} icon="upload" busy={busy} onPress={() => input.current?.click()}>
        {small ? t('verify.another') : t('verify.choose')}
      </Button>
      <span>{over ? t('verify.dropNow') : t('verify.drop')}</span>
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        hidden
        aria-label={t('verify.choose')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // the same file may be chosen again after it was replaced
          event.target.value = '';
          onFiles(files);
        }}
      />
    </div>
  );
}
