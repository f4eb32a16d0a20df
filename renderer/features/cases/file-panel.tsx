import { useState } from 'react';
import { caseFile } from '../../../shared/record/kinds/case-file.ts';
import { printValue } from '../../../shared/report/print-value.ts';
import { useSession } from '../../session.tsx';
import { fieldLabel, optionLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FileDialog } from '../../parts/case-file/file-dialog.tsx';
import { fileSection } from '../../parts/case-file/file-form.ts';
import { ResponsibleDialog } from './responsible-dialog.tsx';
import type { CaseAround } from './use-case.ts';

/** The facts of the case file, and how to change them. */
export function FilePanel({ around }: { readonly around: CaseAround }) {
  const { may } = useSession();
  const [dialog, setDialog] = useState<'file' | 'responsible'>();
  const { view } = around;
  const { file } = view;
  const isOurs = may('case.write');
  const rows = fileSection.fields.flatMap((field) => {
    const value = file?.values[field.key];
    // the municipality tells its department
    if (value === undefined || value.length === 0 || field.kind === 'department') return [];
    const place = { kind: caseFile.key, field: field.key };
    const text =
      field.kind === 'choice' && typeof value === 'string'
        ? optionLabel(place, field, value)
        : printValue(field, value, caseFile.key);
    return [[fieldLabel(place), text] as const];
  });
  return (
    <Panel
      title={t('cases.file')}
      actions={
        isOurs && (
          <Button size="small" kind="quiet" icon="edit" onPress={() => setDialog('file')}>
            {t(file === undefined ? 'cases.openFile' : 'cases.editFile')}
          </Button>
        )
      }
    >
      {file === undefined ? <p className="case-soft">{t('cases.noFileHint')}</p> : <Facts rows={rows} />}
      {file !== undefined && isOurs && (
        <Button size="small" icon="person" onPress={() => setDialog('responsible')}>
          {t('cases.assign')}
        </Button>
      )}
      {dialog === 'file' && (
        <FileDialog view={view} onClose={() => setDialog(undefined)} onSaved={() => setDialog(undefined)} />
      )}
      {dialog === 'responsible' && <ResponsibleDialog around={around} onClose={() => setDialog(undefined)} />}
    </Panel>
  );
}
