import { t } from '../text/index.ts';
import { Icon } from '../ui/icons.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { sheetFeedback, type SheetFeedback } from './sheet-feedback.ts';
import './recovery-sheets.css';

export interface SheetsInputProps {
  /** the words of two sheets, as typed */
  readonly value: readonly [string, string];
  readonly onChange: (value: readonly [string, string]) => void;
  /** why the two together do not open anything; marks the first sheet that is not whole, else the second */
  readonly problem?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** More than 27 words with numbers and blanks need, and what the door lets through. */
const LONGEST = 600;

/**
 * Two large boxes for the words of two recovery sheets. Below each it says how many of its words there are and which
 * cannot be right; a code reader that types, or four letters a word, does as well as writing everything out.
 */
export function SheetsInput({ value, onChange, problem, autoFocus = false }: SheetsInputProps) {
  const feedback = sheetFeedback(...value);
  const blamed = feedback[0].tone === 'right' ? 1 : 0;
  const labels = [t('unlock.sheets.first'), t('unlock.sheets.second')] as const;
  return (
    <div className="sheets-input" role="group" aria-label={t('unlock.sheets.both')}>
      {([0, 1] as const).map((at) => (
        <div key={at} className="sheets-input-sheet">
          <TextArea
            label={labels[at]}
            required
            rows={4}
            maxLength={LONGEST}
            autoFocus={autoFocus && at === 0}
            value={value[at]}
            onChange={(typed) => onChange(at === 0 ? [typed, value[1]] : [value[0], typed])}
            problem={at === blamed ? problem : undefined}
            {...notes(feedback[at])}
          />
          {feedback[at].tone === 'right' && <Right text={feedback[at].text} />}
          {/* spoken when it changes for the better or the worse, not with every word */}
          <p className="ui-visually-hidden" role="status">
            {feedback[at].tone === 'hint' ? '' : feedback[at].text}
          </p>
        </div>
      ))}
    </div>
  );
}

function notes({ tone, text }: SheetFeedback): { readonly hint?: string; readonly warning?: string } {
  if (tone === 'right') return {};
  return tone === 'hint' ? { hint: text } : { warning: text };
}

function Right({ text }: { readonly text: string }) {
  return (
    <p className="sheets-input-right" aria-hidden="true">
      <Icon name="success" size={14} />
      {text}
    </p>
  );
}
