import type { ListedInstallation, TrustList } from '../../../shared/roster/trust-list.ts';
import { formatDay } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';

export interface TrustTableProps {
  readonly list: TrustList;
  /** of this computer */
  readonly replica: string;
  /** for the ministry: what opening a row does */
  readonly onOpen: ((installation: ListedInstallation) => void) | undefined;
}

/** The computers of the ministry's list, by office. */
export function TrustTable({ list, replica, onOpen }: TrustTableProps) {
  const rows = list.oficinas.flatMap((office) => office.equipos.map((one): ListedInstallation => ({ ...one, office })));
  const computer = (one: ListedInstallation): string =>
    one.replica === replica ? t('trust.thisComputer', { id: one.replica.slice(0, 8) }) : one.replica.slice(0, 8);
  return (
    <DataTable
      label={t('trust.tableLabel')}
      rows={rows}
      rowKey={(one) => one.replica}
      rowLabel={(one) => `${one.office.nombre}, ${computer(one)}, ${t(`trust.state_${one.estado}`)}`}
      {...(onOpen === undefined ? {} : { onOpen })}
      sort={{ column: 'office', descending: false }}
      columns={[
        {
          key: 'office',
          header: t('trust.office'),
          cell: ({ office }) => `${office.nombre} (${office.oficina})`,
          sortValue: ({ office }) => office.oficina,
        },
        { key: 'computer', header: t('trust.computer'), cell: computer },
        {
          key: 'state',
          header: t('trust.state'),
          width: '14rem',
          cell: (one) => (
            <Badge kind={one.estado === 'activo' ? 'success' : 'error'}>{t(`trust.state_${one.estado}`)}</Badge>
          ),
          sortValue: ({ estado }) => estado,
        },
        {
          key: 'until',
          header: t('trust.until'),
          cell: ({ estado, hasta, motivo }) =>
            estado === 'activo' ? formatDay(hasta) : `${formatDay(hasta)} · ${motivo ?? ''}`,
          sortValue: ({ hasta }) => hasta,
        },
      ]}
    />
  );
}
