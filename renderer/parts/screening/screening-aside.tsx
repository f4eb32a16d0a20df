import type { RecordName } from '../../../shared/record/record-name.ts';
import { RiskCardButton } from '../risk/risk-card-button.tsx';
import { usePeopleNames } from '../use-people-names.ts';
import { AlertAsksPanel } from './alert-asks-panel.tsx';
import { ConfirmationPanel } from './confirmation-panel.tsx';
import { ScreeningResults } from './screening-results.tsx';
import type { ScreeningInHand } from './use-screening.ts';

interface ScreeningAsideProps {
  readonly caseId: string;
  readonly record: RecordName;
  readonly inHand: ScreeningInHand;
  /** turns once the record was saved from this screen */
  readonly saved: boolean;
  /** the record has changed: it is to be opened anew */
  readonly onConfirmed: () => void;
}

/** Beside the questions: what they come to, and the second person. */
export function ScreeningAside({ inHand, ...about }: ScreeningAsideProps) {
  const people = usePeopleNames();
  return (
    <>
      {/* what escalates has the button beside its reasons */}
      {inHand.result.escalations.length === 0 && <RiskCardButton logId={about.caseId} />}
      <AlertAsksPanel caseId={about.caseId} inHand={inHand} />
      <ScreeningResults rules={inHand.rules} facts={inHand.facts} result={inHand.result} people={people} />
      <ConfirmationPanel {...about} guides={inHand.rules.guides} people={people} />
    </>
  );
}
