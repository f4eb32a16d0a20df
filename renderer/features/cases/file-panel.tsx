import { useState } from 'react';
import { caseFile } from '../../../shared/record/kinds/case-file.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { factRows } from '../../parts/fact-rows.ts';
import { FileDialog } from '../../parts/case-file/file-dialog.tsx';
import { fileSection } from '../../parts/case-file/file-form.ts';
import { CasePackageDialog } from './case-package-dialog.tsx';
import { ResponsibleDialog } from './responsible-dialog.tsx';
import type { CaseAround } from './use-case.ts';
import { WorkplaceLink } from './workplace-link.tsx';

/** The facts of the case file, and how to change them. */
export function FilePanel({ around, go }: { readonly around: CaseAround; readonly go: Go }) {
  const { may } = useSession();
  const [dialog, setDialog] = useState<'file' | 'responsible' | 'package'>();
  const { view } = around;
  const { file } = view;
  const isOurs = may('case.write');
  const workplaceId = file?.values['establishmentId'];
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
      {file === undefined ? (
        <p className="case-soft">{t('cases.noFileHint')}</p>
      ) : (
        <Facts rows={factRows(caseFile, fileSection.fields, file.values)} />
      )}
      {typeof workplaceId === 'string' && workplaceId !== '' && <WorkplaceLink id={workplaceId} go={go} />}
      <div className="case-actions">
        {file !== undefined && isOurs && (
          <Button size="small" icon="person" onPress={() => setDialog('responsible')}>
            {t('cases.assign')}
          </Button>
        )}
        {may('document.export') && may('document.sign') && (
          <Button size="small" icon="lock" onPress={() => setDialog('package')}>
            {t('casePackage.open')}
          </Button>
        )}
      </div>
      {dialog === 'package' && <CasePackageDialog around={around} onClose={() => setDialog(undefined)} />}
      {dialog === 'file' && (
        <FileDialog view={view} onClose={() => setDialog(undefined)} onSaved={() => setDialog(undefined)} />
      )}
      {dialog === 'responsible' && <ResponsibleDialog around={around} onClose={() => setDialog(undefined)} />}
    </Panel>
  );
}
