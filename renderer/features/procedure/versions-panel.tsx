import { useState } from 'react';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import type { ProcedureVersion, Procedures } from '../../db/procedures.ts';
import { formatInstant } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DifferenceList } from './difference-list.tsx';

interface VersionsPanelProps {
  readonly procedures: Procedures;
  readonly terms: readonly TermInForce[];
  /** takes an old version up again; undefined for whoever may not */
  readonly onGoBack: ((version: ProcedureVersion) => void) | undefined;
}

/** Every version with its date, its name and what it changed. None is ever taken away. */
export function VersionsPanel({ procedures, terms, onGoBack }: VersionsPanelProps) {
  const [open, setOpen] = useState<ProcedureVersion>();
  return (
    <Panel title={t('procedure.versions')} flush>
      <p className="procedure-note procedure-padded">{t('procedure.versionsText')}</p>
      <DataTable
        label={t('procedure.versions')}
        rows={procedures.versions}
        rowKey={({ id }) => id}
        rowLabel={(version) => `${versionName(version)}, ${whenText(version)}, ${byText(version)}`}
        onOpen={setOpen}
        columns={[
          {
            key: 'number',
            header: t('procedure.column_version'),
            width: '12rem',
            cell: (version) => (
              <span className="procedure-badges">
                {versionName(version)}
                {version.id === procedures.currentId && <Badge kind="success">{t('procedure.inForce')}</Badge>}
              </span>
            ),
          },
          { key: 'from', header: t('procedure.column_when'), width: '12rem', cell: whenText },
          { key: 'by', header: t('procedure.column_who'), cell: byText },
          { key: 'note', header: t('procedure.note'), cell: noteText },
        ]}
      />
      {open && (
        <VersionDialog
          version={open}
          before={versionBefore(procedures, open)}
          terms={terms}
          onGoBack={
            onGoBack &&
            open.id !== procedures.currentId &&
            (() => {
              setOpen(undefined);
              onGoBack(open);
            })
          }
          onClose={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
}

function versionBefore({ versions }: Procedures, { id }: ProcedureVersion): ProcedureVersion | undefined {
  return versions[versions.findIndex((version) => version.id === id) + 1];
}

interface VersionDialogProps {
  readonly version: ProcedureVersion;
  readonly before: ProcedureVersion | undefined;
  readonly terms: readonly TermInForce[];
  readonly onGoBack: (() => void) | false | undefined;
  readonly onClose: () => void;
}

function VersionDialog({ version, before, terms, onGoBack, onClose }: VersionDialogProps) {
  return (
    <Dialog
      open
      wide
      title={versionName(version)}
      onClose={onClose}
      actions={
        <>
          {onGoBack && (
            <Button icon="undo" onPress={onGoBack}>
              {t('procedure.goBack')}
            </Button>
          )}
          <Button kind="primary" onPress={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <div className="procedure-way">
        <Facts
          rows={[
            [t('procedure.column_when'), whenText(version)],
            [t('procedure.column_who'), byText(version)],
            [t('procedure.note'), noteText(version)],
          ]}
        />
        {before && (
          <div>
            <h3 className="procedure-heading">{t('procedure.differencesFrom', { version: versionName(before) })}</h3>
            <DifferenceList before={before.procedure} after={version.procedure} terms={terms} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** `Versión 3`. */
export function versionName({ number }: ProcedureVersion): string {
  return t('procedure.version', { n: number });
}

function whenText({ from }: ProcedureVersion): string {
  return from === undefined ? t('procedure.withTheApp') : formatInstant(from);
}

function byText({ by }: ProcedureVersion): string {
  return by ?? t('common.app');
}

function noteText({ from, note }: ProcedureVersion): string {
  return from === undefined ? t('procedure.shippedNote') : note;
}
