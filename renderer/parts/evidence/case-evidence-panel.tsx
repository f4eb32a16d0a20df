import { EvidencePanel, type EvidencePanelProps } from './evidence-panel.tsx';
import { useEvidence } from './use-evidence.ts';

/** {@link EvidencePanel} on a screen that reads nothing else of the case. */
export function CaseEvidencePanel(props: Omit<EvidencePanelProps, 'state'>) {
  return <EvidencePanel {...props} state={useEvidence(props.caseId)} />;
}
