import { useRef, useState } from 'react';
import type { RecoverySheet } from '../../shared/ipc/contract.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  buildRecoverySheet,
  setName,
  type RecoverySheetInput,
  type SheetUse,
} from '../../shared/report/recovery-sheet.ts';
import { host } from '../host.ts';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { renderReport } from './render-report.ts';
import { sheetWords } from './sheet-proof.ts';
import './recovery-sheets.css';

export interface HandOutSheetProps {
  readonly sheet: RecoverySheet;
  readonly opens: SheetUse;
  readonly office: RecoverySheetInput['office'];
  /** milliseconds since 1970: printed on the sheet */
  readonly madeAt: number;
  readonly last: boolean;
  readonly onBack: (() => void) | undefined;
  readonly onNext: () => void;
}

type Way = 'print' | 'save';

/** One sheet of a set: for whom it is, its words to copy, and its paper to print or to save. */
export function HandOutSheet({ sheet, opens, office, madeAt, last, onBack, onNext }: HandOutSheetProps) {
  const [busy, setBusy] = useState<Way>();
  const [fault, setFault] = useState<Fault>();
  const [kept, setKept] = useState('');
  // a second press before the first is drawn as busy must not print twice
  const working = useRef(false);
  const which = { index: sheet.index, total: sheet.total, need: sheet.need };

  async function keep(way: Way): Promise<void> {
    if (working.current) return;
    working.current = true;
    setBusy(way);
    setFault(undefined);
    setKept('');
    const report = buildRecoverySheet({ office, sheet, opens, madeAt: instantFrom(madeAt), paper: 'letter' });
    const made = await renderReport(report);
    const done = made.ok ? await (way === 'print' ? print : save)(made.value.pdf) : made;
    working.current = false;
    setBusy(undefined);
    if (done.ok) setKept(done.value);
    // whoever changes their mind in a system dialog has not failed
    else if (done.fault.code !== 'file/cancelled' && done.fault.code !== 'print/cancelled') setFault(done.fault);
  }

  async function print(pdf: Bytes): Promise<Result<string>> {
    const printed = await host.printDocument({ pdf });
    return printed.ok ? ok(t('unlock.sheets.printed', which)) : printed;
  }

  async function save(pdf: Bytes): Promise<Result<string>> {
    const suggestedName = `${t('unlock.sheets.fileName', { ...which, code: office.code })}.pdf`;
    const saved = await host.saveDocument({ pdf, suggestedName });
    return saved.ok ? ok(t('unlock.sheets.saved', { name: saved.value.name })) : saved;
  }

  return (
    <form
      className="recovery-sheets"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!working.current) onNext();
      }}
    >
      <div>
        <h2 className="recovery-sheets-title">{t('unlock.sheets.sheet', which)}</h2>
        <p className="recovery-sheets-lead">
          {t('unlock.sheets.holder', { holder: sheet.holder, set: setName(sheet.setId) })}
        </p>
      </div>
      <ol className="recovery-sheets-words" aria-label={t('unlock.sheets.words', which)}>
        {sheetWords(sheet.words).map((word, at) => (
          <li key={`${at}-${word}`}>
            <span className="recovery-sheets-number">{at + 1}</span>
            {/* the words are Spanish whatever the language of the screen */}
            <span lang="es">{word}</span>
          </li>
        ))}
      </ol>
      <p>{t('unlock.sheets.keep')}</p>
      <div className="recovery-sheets-ways">
        <Button
          icon="print"
          autoFocus
          label={t('unlock.sheets.print.label', which)}
          busy={busy === 'print'}
          disabled={busy === 'save'}
          onPress={() => void keep('print')}
        >
          {t('unlock.sheets.print')}
        </Button>
        <Button
          icon="download"
          label={t('unlock.sheets.save.label', which)}
          busy={busy === 'save'}
          disabled={busy === 'print'}
          onPress={() => void keep('save')}
        >
          {t('unlock.sheets.save')}
        </Button>
      </div>
      {kept !== '' && <Notice kind="success" title={kept} />}
      {fault && <FaultNotice fault={fault} />}
      <div className="recovery-sheets-actions">
        {onBack ? (
          <Button disabled={busy !== undefined} onPress={onBack}>
            {t('unlock.sheets.previous')}
          </Button>
        ) : (
          <span />
        )}
        <Button kind="primary" type="submit" disabled={busy !== undefined}>
          {t(last ? 'unlock.sheets.toProof' : 'unlock.sheets.next')}
        </Button>
      </div>
    </form>
  );
}
