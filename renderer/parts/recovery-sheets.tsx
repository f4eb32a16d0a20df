import { useRef, useState } from 'react';
import type { RecoverySheet } from '../../shared/ipc/contract.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { SheetUse } from '../../shared/report/recovery-sheet.ts';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { HandOutSheet } from './hand-out-sheet.tsx';
import { chooseWords, isAskedWord } from './sheet-proof.ts';
import './recovery-sheets.css';

export interface RecoverySheetsProps {
  readonly sheets: readonly RecoverySheet[];
  readonly opens?: SheetUse;
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  readonly clock: Clock;
  /** every sheet was shown, and one word of each of two was typed back */
  readonly onDone: () => void;
}

/**
 * Hands out a set of recovery sheets, one after the other: the only time they exist outside people's hands. At the end
 * one word of each of two sheets must be typed back, so that nobody clicks through without having kept them.
 */
export function RecoverySheets({ sheets, opens = 'office', office, clock, onDone }: RecoverySheetsProps) {
  const [at, setAt] = useState(0);
  const sheet = sheets[at];
  // one moment for the whole set: sheets of one set carry the same date
  const [madeAt] = useState(() => clock.now());
  if (sheet === undefined) {
    return <ProveSheets sheets={sheets} onBack={() => setAt(sheets.length - 1)} onDone={onDone} />;
  }
  return (
    <HandOutSheet
      key={sheet.index}
      sheet={sheet}
      opens={opens}
      office={office}
      madeAt={madeAt}
      last={at === sheets.length - 1}
      onBack={at === 0 ? undefined : () => setAt(at - 1)}
      onNext={() => setAt(at + 1)}
    />
  );
}

interface ProveSheetsProps {
  readonly sheets: readonly RecoverySheet[];
  readonly onBack: () => void;
  readonly onDone: () => void;
}

function ProveSheets({ sheets, onBack, onDone }: ProveSheetsProps) {
  const [asked] = useState(() => chooseWords(sheets.map(({ words }) => words)));
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [tried, setTried] = useState(false);
  const right = asked.map((word, i) => isAskedWord(typed[i] ?? '', word));
  const form = useRef<HTMLFormElement>(null);

  function prove(): void {
    setTried(true);
    if (right.every(Boolean)) onDone();
    // the marks are drawn after the state that asked for them
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  return (
    <form
      ref={form}
      className="recovery-sheets"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        prove();
      }}
    >
      <p className="recovery-sheets-lead">{t('unlock.sheets.proof')}</p>
      {asked.map(({ sheet, place }, i) => (
        <TextInput
          key={sheet}
          label={t('unlock.sheets.proof.word', {
            place,
            index: sheets[sheet]?.index ?? 0,
            holder: sheets[sheet]?.holder ?? '',
          })}
          required
          autoFocus={i === 0}
          maxLength={40}
          value={typed[i] ?? ''}
          onChange={(text) => setTyped(i === 0 ? [text, typed[1]] : [typed[0], text])}
          problem={tried && right[i] !== true ? t('unlock.sheets.proof.wrong', { place }) : undefined}
        />
      ))}
      <p className="ui-visually-hidden" role="alert">
        {tried && !right.every(Boolean) ? t('unlock.sheets.proof.again') : ''}
      </p>
      <div className="recovery-sheets-actions">
        <Button onPress={onBack}>{t('unlock.sheets.backToSheets')}</Button>
        <Button kind="primary" type="submit">
          {t('unlock.sheets.done')}
        </Button>
      </div>
    </form>
  );
}
