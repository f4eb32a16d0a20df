import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';

/** Letters a reason must have: fewer explain nothing to whoever reads the history. */
export const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;

/** Reasons for opening protected values that are offered as buttons. */
export const openingReasons = ['interview', 'contact', 'protection'] as const;
/** Reasons for giving somebody access. */
export const sharingReasons = ['shareInspector', 'shareHandOver'] as const;
type ReasonKey = (typeof openingReasons | typeof sharingReasons)[number];

/** True for a reason that says something. */
export function isReason(text: string): boolean {
  return text.trim().length >= SHORTEST_REASON;
}

interface ProtectedReasonProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly proposals: readonly ReasonKey[];
  /** shows that it is too short */
  readonly checked: boolean;
  readonly autoFocus?: boolean;
}

/** Why something protected is done; usual reasons are one press away, and can be made more exact. */
export function ProtectedReason({ value, onChange, proposals, checked, autoFocus = false }: ProtectedReasonProps) {
  const n = SHORTEST_REASON;
  return (
    <>
      <TextArea
        label={t('inspections.protected_reason')}
        hint={t('inspections.protected_reasonHint', { n })}
        value={value}
        onChange={onChange}
        maxLength={LONGEST_REASON}
        problem={checked && !isReason(value) ? t('inspections.protected_reasonShort', { n }) : undefined}
        required
        autoFocus={autoFocus}
      />
      <div role="group" aria-label={t('inspections.protected_proposals')} className="protected-proposals">
        {proposals.map((key) => {
          const text = t(`inspections.protected_proposal_${key}`);
          return (
            <Button key={key} size="small" onPress={() => onChange(text)}>
              {text}
            </Button>
          );
        })}
      </div>
    </>
  );
}
