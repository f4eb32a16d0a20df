import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import { formatInstant } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { actText, detailText, personText } from './act-text.ts';

interface EntryDialogProps {
  readonly entry: AuditEntry;
  readonly people: readonly Person[];
  /** how the case is called; undefined for an act about none */
  readonly caseName: string | undefined;
  /** lower-case hexadecimal */
  readonly hash: string | undefined;
  readonly onClose: () => void;
}

/** Everything that is written down of one act. */
export function EntryDialog({ entry, people, caseName, hash, onClose }: EntryDialogProps) {
  const { n, at, person, action, documentId, clockBehind, clock } = entry;
  const detail = detailText(entry);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('audit.entryTitle', { n })}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('audit.close')}
        </Button>
      }
    >
      <Facts
        rows={[
          [t('audit.column_at'), formatInstant(at)],
          [t('audit.column_person'), personText(person, people)],
          [t('audit.column_act'), actText(action)],
          ...(caseName === undefined ? [] : [[t('audit.column_case'), caseName] as const]),
          ...(documentId === undefined
            ? []
            : [[t('audit.entry_document'), <code key="document">{documentId}</code>] as const]),
          ...(detail === '' ? [] : [[t('audit.column_detail'), detail] as const]),
          ...(hash === undefined ? [] : [[t('audit.entry_hash'), <Hash key="hash" hex={hash} />] as const]),
        ]}
      />
      {clockBehind === true && (
        <p className="audit-soft">
          {clock === undefined ? t('audit.clockBehind') : t('audit.clockBehindAt', { clock: formatInstant(clock) })}
        </p>
      )}
    </Dialog>
  );
}

function Hash({ hex }: { readonly hex: string }) {
  return (
    <>
      <code className="audit-hash">{hex}</code>
      <span className="audit-soft">{t('audit.entry_hashHint')}</span>
    </>
  );
}
