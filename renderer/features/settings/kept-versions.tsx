import type { UpdateFacts } from '../../../shared/ipc/update-calls.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';

/** Earlier versions whose installers are on this computer; one click goes back where today's data can be read. */
export function KeptVersions({
  kept,
  onBack,
}: {
  readonly kept: UpdateFacts['kept'];
  readonly onBack: (version: string) => void;
}) {
  return (
    <div className="office-stack">
      <h3 className="office-subtitle">{t('updates.kept')}</h3>
      {kept.length === 0 ? (
        <p className="office-note">{t('updates.keptNone')}</p>
      ) : (
        <DataTable
          label={t('updates.kept')}
          rows={kept}
          rowKey={({ version }) => version}
          rowLabel={({ version, state }) => `${version}: ${t(`updates.kept_${state}`)}`}
          columns={[
            { key: 'version', header: t('updates.column_version'), cell: ({ version }) => version },
            { key: 'state', header: t('updates.column_state'), cell: ({ state }) => t(`updates.kept_${state}`) },
            {
              key: 'deed',
              header: t('updates.column_deed'),
              cell: ({ version, state }) =>
                state === 'ready' && (
                  <Button size="small" icon="undo" onPress={() => onBack(version)}>
                    {t('updates.back', { version })}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </div>
  );
}
