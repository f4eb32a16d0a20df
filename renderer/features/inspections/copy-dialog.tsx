import { useEffect, useState } from 'react';
import { copyableSections, copyFrom, type CopyableSection } from '../../../shared/record/copy-earlier.ts';
import { rowsOf, type RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import { printValue } from '../../../shared/report/print-value.ts';
import { useLists } from '../../lists.ts';
import { useLog } from '../../parts/use-log.ts';
import { useSession } from '../../session.tsx';
import { fieldLabel, sectionLabel, tableLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { findEarlier, type EarlierRecord } from './find-earlier.ts';

interface CopyDialogProps {
  readonly caseId: string;
  readonly kind: RecordKind;
  /** id of the record that is written */
  readonly id: string;
  readonly draft: RecordDraft;
  readonly onCopy: (change: (draft: RecordDraft) => RecordDraft) => void;
  readonly onClose: () => void;
}

/** Lists earlier records of the same kind, shows what each would bring, and takes over the sections that are ticked. */
export function CopyDialog({ caseId, kind, id, draft, onCopy, onClose }: CopyDialogProps) {
  const { db } = useSession();
  const { cases } = useLists();
  const log = useLog();
  const [found, setFound] = useState<readonly EarlierRecord[]>();
  const [chosen, setChosen] = useState<EarlierRecord>();
  const [keys, setKeys] = useState<readonly string[]>([]);
  // what is typed behind this window does not change while it is open
  const [written] = useState(draft);
  useEffect(() => {
    void findEarlier(db, cases, { caseId, kind: kind.key, id, draft: written }).then(setFound);
  }, [db, cases, caseId, kind, id, written]);

  const sections = chosen === undefined ? [] : copyableSections(kind, chosen.draft);
  function choose(key: string): void {
    const record = found?.find((one) => one.key === key);
    setChosen(record);
    // what was true of another visit is taken over on purpose, never by default
    setKeys([]);
    if (record !== undefined) void log({ action: 'viewed', caseId: record.caseId });
  }
  const ticked = sections.filter(({ section }) => keys.includes(section.key));

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('inspections.copy')}
      actions={
        <>
          <Button onPress={onClose}>{t('inspections.cancel')}</Button>
          <Button
            kind="primary"
            icon="check"
            disabled={chosen === undefined || ticked.length === 0}
            onPress={() => {
              if (chosen) onCopy((before) => copyFrom(before, chosen.draft, ticked));
              onClose();
            }}
          >
            {t('inspections.copyTake')}
          </Button>
        </>
      }
    >
      {found === undefined && <Spinner size={24} label={t('common.loading')} />}
      {found?.length === 0 && <EmptyState icon="document" title={t('inspections.copyNone')} />}
      {found !== undefined && found.length > 0 && (
        <>
          <p>{t('inspections.copyText')}</p>
          <Select
            label={t('inspections.copyFrom')}
            options={found.map(({ key, label, detail }) => ({ key, label, detail }))}
            value={chosen?.key}
            onChange={choose}
            placeholder={t('fields.choose')}
            autoFocus
          />
          {chosen && sections.length === 0 && <p>{t('inspections.copyEmpty')}</p>}
          {chosen && sections.length > 0 && (
            <CheckGroup
              label={t('inspections.copySections')}
              options={sections.map((part) => ({
                key: part.section.key,
                label: sectionLabel(kind.key, part.section.key),
                detail: broughtBy(kind, part, chosen.draft),
              }))}
              value={keys}
              onChange={setKeys}
            />
          )}
        </>
      )}
    </Dialog>
  );
}

/** What a section would bring, in a line. */
function broughtBy(kind: RecordKind, { fields, tables }: CopyableSection, earlier: RecordDraft): string {
  return [
    ...fields.map((field) => {
      const label = fieldLabel({ kind: kind.key, field: field.key });
      return `${label}: ${printValue(field, earlier.values[field.key], kind.key)}`;
    }),
    ...tables.map(({ table }) => `${tableLabel(kind.key, table.key)}: ${rowsOf(earlier, table.key).length}`),
  ].join('; ');
}
