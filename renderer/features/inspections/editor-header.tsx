import { memo } from 'react';
import { alert } from '../../../shared/record/kinds/alert.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import { paperFor } from '../../../shared/report/papers.ts';
import { kindLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import type { OpenedInspection } from './open-inspection.ts';
import { SaveStatusLine } from './save-status.tsx';
import { draftSummary, type DraftInHand } from './use-draft.ts';

interface EditorHeaderProps {
  readonly kind: RecordKind;
  readonly opened: Extract<OpenedInspection, { kind: 'editing' }>;
  readonly inHand: DraftInHand;
  readonly onSave: () => void;
  readonly onPreview: () => void;
  readonly onReview: () => void;
  readonly onBack: () => void;
  /** to the case; absent while there is none */
  readonly onCase: (() => void) | undefined;
}

/** What the place is called that a record belongs to. */
function homeLabel({ key }: RecordKind): string {
  if (key === establishment.key) return t('workplaces.dossier');
  return key === alert.key ? kindLabel(key) : t('cases.file');
}

function untitledText({ key }: RecordKind): string {
  if (key === establishment.key) return t('workplaces.new');
  return t(key === alert.key ? 'alerts.new' : 'inspections.untitled');
}

/** Which inspection this is, whether it is safe, and what can be done with it. */
export const EditorHeader = memo(function EditorHeader(props: EditorHeaderProps) {
  const { kind, opened, inHand, onSave, onPreview, onReview, onBack } = props;
  const { number, version, reason } = opened;
  const hasPaper = paperFor(kind.key) !== undefined;
  const employer = draftSummary(inHand.draft);
  const untitled = untitledText(kind);
  const unnamed = opened.record === undefined ? untitled : t('inspections.unnamed');
  return (
    <PageHeader
      kicker={
        hasPaper
          ? [kindLabel(kind.key), number === '' ? t('inspections.unnumbered') : number].join(' · ')
          : kindLabel(kind.key)
      }
      title={employer === '' ? unnamed : employer}
      subtitle={
        <span className="editor-state">
          {hasPaper && (
            <Badge kind={reason === '' ? 'info' : 'warn'}>
              {reason === '' ? t('inspections.state_draft') : t('inspections.state_correcting', { version })}
            </Badge>
          )}
          <SaveStatusLine status={inHand.status} />
        </span>
      }
      actions={
        <>
          <IconButton icon="chevronLeft" label={t('inspections.back')} onPress={onBack} />
          {props.onCase && (
            <Button icon="clipboard" onPress={props.onCase}>
              {homeLabel(kind)}
            </Button>
          )}
          <IconButton
            icon="undo"
            label={`${t('inspections.undo')} (Ctrl+Z)`}
            disabled={!inHand.canUndo}
            onPress={inHand.undo}
          />
          <IconButton
            icon="redo"
            label={`${t('inspections.redo')} (Ctrl+Y)`}
            disabled={!inHand.canRedo}
            onPress={inHand.redo}
          />
          {hasPaper && (
            <Button icon="document" onPress={onPreview}>
              {t('inspections.preview')}
            </Button>
          )}
          <Button icon="save" kind={hasPaper ? 'secondary' : 'primary'} onPress={onSave}>
            {t('inspections.save')}
          </Button>
          {hasPaper && (
            <Button kind="primary" icon="check" onPress={onReview}>
              {t('inspections.review')}
            </Button>
          )}
        </>
      }
    />
  );
});
