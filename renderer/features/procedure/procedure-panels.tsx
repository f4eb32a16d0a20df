import { useEffect, useRef, useState } from 'react';
import type { ProcedureVersion } from '../../db/procedures.ts';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { CompetenciesPanel } from './competencies-panel.tsx';
import { EditBar } from './edit-bar.tsx';
import type { Loaded } from './procedure-screen.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { useProcedureEdit } from './use-procedure-edit.ts';
import { versionName, VersionsPanel } from './versions-panel.tsx';
import { WayPanel } from './way-panel.tsx';

interface ProcedurePanelsProps extends Loaded {
  readonly onChanged: () => void;
}

/** The procedure as it is, or as somebody is about to change it. */
export function ProcedurePanels({ procedures, terms, onChanged }: ProcedurePanelsProps) {
  const { may } = useSession();
  const toast = useToasts();
  const { current, currentId, versions, draft, unreadable } = procedures;
  const edit = useProcedureEdit(current);
  const [saving, setSaving] = useState(false);
  const [note, setNote] = useState('');
  const mayEdit = may('settings.write');
  const { begin } = edit;
  const resumed = useRef(false);
  useEffect(() => {
    if (resumed.current || draft === undefined || !mayEdit) return;
    resumed.current = true;
    begin(draft.base, current, draft.procedure);
  }, [begin, draft, current, mayEdit]);

  const shown = edit.present ?? current;
  const onChange = edit.present === undefined ? undefined : edit.change;
  const inForce = versions.find(({ id }) => id === currentId);

  function goBack(version: ProcedureVersion): void {
    setNote(t('procedure.goBackNote', { version: versionName(version) }));
    if (edit.present === undefined) begin(currentId, current);
    edit.change(version.procedure);
    setSaving(true);
  }

  return (
    <div className="procedure-screen">
      <PageHeader
        title={t('procedure.title')}
        subtitle={inForce === undefined ? undefined : t('procedure.inForceIs', { version: versionName(inForce) })}
        actions={
          mayEdit &&
          edit.present === undefined && (
            <Button icon="edit" onPress={() => begin(currentId, current)}>
              {t('procedure.change')}
            </Button>
          )
        }
      />
      <div className="procedure-panels">
        {edit.present && (
          <EditBar
            edit={edit}
            procedure={edit.present}
            current={current}
            isOld={edit.base !== currentId}
            onSave={() => setSaving(true)}
          />
        )}
        {unreadable > 0 && <Notice kind="warn" live={false} title={tCount('procedure.unreadable', unreadable)} />}
        <Notice kind="info" live={false} title={t('procedure.proposal')}>
          {mayEdit ? t('procedure.proposalText') : t('procedure.readOnly', { roles: rolesThat('settings.write') })}
        </Notice>
        <WayPanel procedure={shown} onChange={onChange} />
        <StepsPanel
          procedure={shown}
          inForce={current}
          terms={terms}
          version={edit.present === undefined && inForce !== undefined ? String(inForce.number) : undefined}
          onChange={onChange}
        />
        <CompetenciesPanel procedure={shown} inForce={current} onChange={onChange} />
        <VersionsPanel procedures={procedures} terms={terms} onGoBack={mayEdit ? goBack : undefined} />
      </div>
      {saving && edit.present && (
        <SaveDialog
          procedure={edit.present}
          procedures={procedures}
          terms={terms}
          proposedNote={note}
          onSaved={() => {
            setSaving(false);
            setNote('');
            edit.end();
            toast({ kind: 'success', title: t('procedure.saved') });
            onChanged();
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  );
}
