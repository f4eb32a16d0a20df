import type { Protection } from '../../db/protected.ts';
import { faultText } from '../../text/fault-text.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Notice } from '../../ui/notice.tsx';
import { limitsText } from './evidence-text.ts';
import type { Coming, Refused } from './use-intake.ts';

interface EvidenceIntakeProps {
  readonly protection: Protection;
  readonly wantsProtected: boolean;
  readonly onProtected: (wanted: boolean) => void;
  readonly coming: Coming | undefined;
  readonly refused: readonly Refused[];
  readonly onCancel: () => void;
  readonly onClear: () => void;
}

/** What may come in, what is coming in, and what did not and why. */
export function EvidenceIntake(props: EvidenceIntakeProps) {
  const { protection, wantsProtected, onProtected, coming, refused, onCancel, onClear } = props;
  return (
    <>
      <p className="evidence-limits">{limitsText()}</p>
      <CheckBox selected={wantsProtected} disabled={protection === 'closed'} onChange={onProtected}>
        <span>
          {t('evidence.protect')}
          <span className="ui-choice-detail">
            {protection === 'closed' ? t('evidence.protectClosed') : t('evidence.protectHint')}
          </span>
        </span>
      </CheckBox>
      {coming && (
        <div className="evidence-coming" role="status">
          <div className="evidence-coming-words">
            <span>{t('evidence.coming', { n: coming.n, total: coming.total, name: coming.name })}</span>
            <progress max={coming.total} value={coming.n - 1 + coming.share} aria-hidden="true" />
          </div>
          <Button size="small" onPress={onCancel}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
      {refused.length > 0 && (
        <Notice kind="warn" title={tCount('evidence.refused', refused.length)} onClose={onClear}>
          <ul className="evidence-refused">
            {refused.map(({ name, fault }, i) => (
              <li key={`${i}-${name}`}>
                <strong>{name}</strong>: {faultText(fault).what} {faultText(fault).todo}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
