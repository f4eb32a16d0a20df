import { useMemo } from 'react';
import { placeName } from '../../../shared/catalog/territory.ts';
import { alertsByPlace } from '../../db/alert-rows.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlacesMap } from './places-map.tsx';

/** Where alerts come from: a map of the departments, and the municipalities, the most first, each with a bar. */
export function PlacesPanel() {
  const { alerts } = useLists();
  const status = useListStatus(alerts);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  const rows = useMemo(() => alertsByPlace(alerts.columns), [alerts, status]);
  const most = rows[0]?.all ?? 1;
  const name = (municipality: string): string =>
    municipality === '' ? t('alerts.places_unknown') : placeName(municipality);
  return (
    <Panel title={t('alerts.places')} flush className="alert-places">
      {rows.length > 0 && <PlacesMap places={rows} />}
      <DataTable
        label={t('alerts.places')}
        rows={rows}
        rowKey={({ municipality }) => municipality}
        rowLabel={({ municipality, all }) => `${name(municipality)}: ${all}`}
        columns={[
          {
            key: 'place',
            header: t('alerts.places_municipality'),
            cell: ({ municipality }) => name(municipality),
            sortValue: ({ municipality }) => name(municipality),
          },
          {
            key: 'all',
            header: t('alerts.places_all'),
            cell: ({ all }) => (
              <span className="alert-bar">
                <span>{all}</span>
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
                  <rect width={(100 * all) / most} height="8" />
                </svg>
              </span>
            ),
            sortValue: ({ all }) => all,
            width: '45%',
          },
          {
            key: 'open',
            header: t('alerts.places_open'),
            cell: ({ open }) => (open === 0 ? '' : open),
            sortValue: ({ open }) => open,
            width: '9rem',
          },
        ]}
      />
    </Panel>
  );
}
