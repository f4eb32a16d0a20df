import { useRef, useState } from 'react';
import { wageColumns, type WageCsvProblem } from '../../../shared/calculator/wage-csv.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { addWageTable } from '../../db/legal-parameters.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { readTableFile, type TableFile } from './read-table-file.ts';

interface WageImportDialogProps {
  readonly onClose: () => void;
  readonly onImported: () => void;
}

/** More than this is no list to mend line by line but a wrong file. */
const MOST_SHOWN = 12;

/** Takes in a table of minimum wages from a CSV file, whole or not at all. */
export function WageImportDialog({ onClose, onImported }: WageImportDialogProps) {
  const { db, person } = useSession();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<TableFile>();
  const [document, setDocument] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();

  function confirm(): void {
    setChecked(true);
    if (file?.kind !== 'rows' || document.trim() === '') return;
    const on = dateInHonduras(instantFrom(db.clock.now()));
    const table = { document: document.trim(), by: person.name, on, rows: [...file.rows] };
    void run(() => addWageTable(db, table), onImported);
  }

  return (
    <FormDialog
      title={t('calculators.importTitle')}
      confirm={t('calculators.import')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('calculators.importText', { columns: wageColumns.join(', ') })}</p>
      <div>
        <Button icon="upload" autoFocus onPress={() => picker.current?.click()}>
          {t('calculators.chooseFile')}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".csv,.txt,text/csv"
          hidden
          aria-label={t('calculators.chooseFile')}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            // the same file may be chosen again after it was mended
            if (chosen) void readTableFile(chosen).then(setFile);
            event.target.value = '';
          }}
        />
      </div>
      <FileNotice file={file} isMissing={checked && file === undefined} />
      <TextInput
        label={t('calculators.tableDocument')}
        hint={t('calculators.tableDocumentHint')}
        value={document}
        onChange={setDocument}
        problem={checked && document.trim() === '' ? t('calculators.problem_document') : undefined}
        maxLength={200}
        required
      />
    </FormDialog>
  );
}

function FileNotice({ file, isMissing }: { readonly file: TableFile | undefined; readonly isMissing: boolean }) {
  if (file === undefined) return isMissing ? <Notice kind="error" title={t('calculators.noFile')} /> : null;
  switch (file.kind) {
    case 'rows':
      return <Notice kind="success" title={tCount('calculators.chosen', file.rows.length, { name: file.name })} />;
    case 'unreadable':
      return <Notice kind="error" title={t('calculators.notRead')} />;
    case 'problems':
      return (
        <Notice kind="error" title={t('calculators.badFile', { name: file.name })}>
          <ul className="calculators-list">
            {file.problems.slice(0, MOST_SHOWN).map((problem) => (
              <li key={JSON.stringify(problem)}>{lineText(problem)}</li>
            ))}
            {file.problems.length > MOST_SHOWN && (
              <li>{tCount('calculators.moreProblems', file.problems.length - MOST_SHOWN)}</li>
            )}
          </ul>
        </Notice>
      );
  }
}

function lineText({ line, code, column, value }: WageCsvProblem): string {
  return t(`calculators.csv.${code}`, { line, column: column ?? '', value: value ?? '' });
}
