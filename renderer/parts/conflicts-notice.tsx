import type { Go } from '../routes.ts';
import { t, tCount } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface ConflictsNoticeProps {
  readonly caseId: string;
  /** fields of the case on which offices disagree */
  readonly count: number;
  readonly go: Go;
}

/** Says that offices disagree on something of a case, and where that is decided; nothing while they do not. */
export function ConflictsNotice({ caseId, count, go }: ConflictsNoticeProps) {
  if (count === 0) return null;
  return (
    <Notice
      kind="warn"
      live={false}
      title={tCount('inspections.conflicts', count)}
      actions={
        <Button size="small" onPress={() => go({ name: 'conflicts', caseId })}>
          {t('conflicts.resolve')}
        </Button>
      }
    >
      {t('inspections.conflictsHint')}
    </Notice>
  );
}
