import type { Person } from '../../../shared/ipc/contract.ts';
import type { CounterFacts } from '../../db/number-report.ts';
import type { NumberRegister } from '../../../shared/record/number-register.ts';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { byText, computerText, spanText, typeText } from './number-texts.ts';

interface CountersTableProps {
  /** undefined for whoever may not read cases */
  readonly counters: readonly CounterFacts[] | undefined;
  readonly onOpen: (counter: CounterFacts) => void;
}

/** How far each counter has gone, and what this computer gives next. */
export function CountersTable({ counters, onOpen }: CountersTableProps) {
  return (
    <section className="office-numbers-part">
      <div className="office-numbers-text">
        <h3 className="office-numbers-heading">{t('numbers.counters')}</h3>
        <p className="office-note">{t(counters === undefined ? 'numbers.countersClosed' : 'numbers.countersText')}</p>
      </div>
      {counters && (
        <DataTable
          label={t('numbers.counters')}
          rows={counters}
          rowKey={({ type }) => type}
          rowLabel={({ type, last }) => `${typeText(type)}, ${lastText(last)}`}
          onOpen={onOpen}
          columns={[
            { key: 'type', header: t('numbers.column_type'), cell: ({ type }) => typeText(type) },
            {
              key: 'last',
              header: t('numbers.column_last'),
              cell: ({ last }) => lastText(last),
              align: 'right',
              width: '9rem',
            },
            {
              key: 'next',
              header: t('numbers.column_next'),
              cell: ({ next }) => next ?? <Badge kind="warn">{t('numbers.noBlock')}</Badge>,
              align: 'right',
              width: '14rem',
            },
            { key: 'left', header: t('numbers.column_left'), cell: leftCell, align: 'right', width: '13rem' },
          ]}
        />
      )}
    </section>
  );
}

function lastText(last: number): string {
  return last === 0 ? t('numbers.none') : String(last);
}

function leftCell({ left, isLow }: CounterFacts) {
  if (left === undefined) return t('numbers.noLimit');
  return isLow ? <Badge kind="warn">{t('numbers.low', { n: left })}</Badge> : left;
}

interface BlocksTableProps {
  readonly register: NumberRegister;
  readonly year: number;
  readonly people: readonly Person[];
}

/** Which computer gives which numbers. */
export function BlocksTable({ register, year, people }: BlocksTableProps) {
  const { db, may } = useSession();
  const own = db.installationId;
  const blocks = register.blocks.filter((block) => block.year === year);
  return (
    <section className="office-numbers-part">
      <div className="office-numbers-text">
        <h3 className="office-numbers-heading">{t('numbers.blocks')}</h3>
        <p className="office-note">{t('numbers.blocksText')}</p>
        {!may('settings.write') && (
          <p className="office-note">{t('numbers.blocksReadOnly', { roles: rolesThat('settings.write') })}</p>
        )}
      </div>
      <DataTable
        label={t('numbers.blocks')}
        rows={[...blocks].sort((a, b) => a.type.localeCompare(b.type) || a.from - b.from)}
        rowKey={({ id }) => id}
        rowLabel={(block) => `${typeText(block.type)}, ${spanText(block)}`}
        empty={
          <EmptyState icon="clipboard" title={t('numbers.blocksEmpty')}>
            {t('numbers.blocksEmptyText')}
          </EmptyState>
        }
        columns={[
          { key: 'type', header: t('numbers.column_type'), cell: ({ type }) => typeText(type) },
          { key: 'span', header: t('numbers.column_span'), cell: spanText, width: '10rem' },
          {
            key: 'computer',
            header: t('numbers.column_computer'),
            cell: ({ installationId }) => computerText(installationId, { register, own }),
          },
          { key: 'note', header: t('numbers.column_note'), cell: ({ note }) => note },
          { key: 'by', header: t('numbers.column_by'), cell: (block) => byText(block, people) },
        ]}
      />
    </section>
  );
}
