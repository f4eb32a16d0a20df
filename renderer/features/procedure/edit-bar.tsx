import { useState } from 'react';
import { differencesBetween } from '../../../shared/procedure/differences.ts';
import type { Procedure } from '../../../shared/procedure/procedure.ts';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { ProcedureEdit } from './use-procedure-edit.ts';

interface EditBarProps {
  readonly edit: ProcedureEdit;
  readonly procedure: Procedure;
  readonly current: Procedure;
  /** another version came into force since the changes were begun */
  readonly isOld: boolean;
  readonly onSave: () => void;
}

/** Stands above while something is changed: how much, back and forth, save or throw away. */
export function EditBar({ edit, procedure, current, isOld, onSave }: EditBarProps) {
  const [discarding, setDiscarding] = useState(false);
  const count = differencesBetween(current, procedure).length;
  const isSame = count === 0;
  return (
    <section className="procedure-edit-bar" aria-label={t('procedure.editing')}>
      <div className="procedure-edit-state" role="status">
        <strong>{t('procedure.editing')}</strong>{' '}
        {isSame ? t('procedure.nothingChanged') : tCount('procedure.changed', count)}
        {isOld && <span className="procedure-edit-old">{t('procedure.isOld')}</span>}
      </div>
      <Button icon="undo" disabled={!edit.canUndo} onPress={edit.undo}>
        {t('procedure.undo')}
      </Button>
      <Button icon="redo" disabled={!edit.canRedo} onPress={edit.redo}>
        {t('procedure.redo')}
      </Button>
      <Button onPress={() => (isSame ? edit.end() : setDiscarding(true))}>
        {isSame ? t('procedure.stop') : t('procedure.discard')}
      </Button>
      <Button kind="primary" icon="save" disabled={isSame} onPress={onSave}>
        {t('procedure.save')}
      </Button>
      <ConfirmDialog
        open={discarding}
        danger
        title={t('procedure.discardTitle')}
        confirmLabel={t('procedure.discard')}
        onConfirm={() => {
          setDiscarding(false);
          edit.end();
        }}
        onCancel={() => setDiscarding(false)}
      >
        <p>{tCount('procedure.discardText', count)}</p>
      </ConfirmDialog>
    </section>
  );
}
