import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import { countClasses, type NumberClass } from '../../../shared/record/number-gaps.ts';
import { gapReport, type CounterReport } from '../../db/number-report.ts';
import type { CounterParts } from '../../db/numbers.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { computerText, spanDetail, spanText, typeText } from './number-texts.ts';

interface NumberRegisterDialogProps {
  readonly counter: CounterParts;
  readonly people: readonly Person[];
  readonly onReserve: () => void;
  readonly onAnnul: () => void;
  readonly onPrint: (report: CounterReport) => void;
  readonly onClose: () => void;
}

/** What became of each number of a counter. */
export function NumberRegisterDialog(props: NumberRegisterDialogProps) {
  const { counter, onReserve, onAnnul, onPrint, onClose } = props;
  const { db, may } = useSession();
  const [report, setReport] = useState<CounterReport>();
  const [fault, setFault] = useState<Fault>();
  const fixed = !may('case.finalise');
  const { type, year } = counter;

  useEffect(() => {
    let left = false;
    void gapReport(db, { type, year }).then((read) => {
      if (left) return;
      if (read.ok) setReport(read.value);
      else setFault(read.fault);
    });
    return () => {
      left = true;
    };
  }, [db, type, year]);

  return (
    <Dialog
      open
      wide
      title={t('numbers.registerTitle', { type: typeText(type), year })}
      onClose={onClose}
      actions={
        <>
          {!fixed && (
            <>
              <Button onPress={onReserve}>{t('numbers.reserve')}</Button>
              <Button onPress={onAnnul}>{t('numbers.annul')}</Button>
            </>
          )}
          {report && (
            <Button icon="print" onPress={() => onPrint(report)}>
              {t('numbers.print')}
            </Button>
          )}
          <Button kind="primary" onPress={onClose}>
            {t('numbers.close')}
          </Button>
        </>
      }
    >
      {fault && <FaultNotice fault={fault} />}
      {report === undefined && fault === undefined && <Spinner size={24} label={t('numbers.registerLoading')} />}
      {report && <ReportTable report={report} people={props.people} own={db.installationId} />}
      {fixed && <p className="office-note">{t('numbers.finaliseOnly', { roles: rolesThat('case.finalise') })}</p>}
    </Dialog>
  );
}

const badges: Readonly<Record<NumberClass, BadgeProps['kind']>> = {
  paper: 'success',
  reserved: 'info',
  annulled: 'error',
  gap: 'warn',
  other: 'neutral',
  notGiven: 'neutral',
};

interface ReportTableProps {
  readonly report: CounterReport;
  readonly people: readonly Person[];
  readonly own: string;
}

function ReportTable({ report, people, own }: ReportTableProps) {
  const { type, year, spans, view } = report;
  const { gap } = countClasses(report);
  const computer = (id: string): string => computerText(id, { register: view.register, own });
  return (
    <div className="office-stack">
      {spans.length > 0 && (
        <Notice
          kind={gap === 0 ? 'success' : 'warn'}
          live={false}
          title={gap === 0 ? t('numbers.noGaps') : tCount('numbers.gaps', gap)}
        >
          {gap > 0 && t('numbers.gapsText')}
        </Notice>
      )}
      <DataTable
        label={t('numbers.registerTable', { type, year })}
        rows={spans}
        rowKey={({ from }) => String(from)}
        rowLabel={(span) => `${spanText(span)}, ${t(`numbers.kind_${span.kind}`)}`}
        empty={<EmptyState icon="document" title={t('numbers.registerEmpty')} />}
        columns={[
          { key: 'span', header: t('numbers.column_span'), cell: spanText, width: '10rem' },
          {
            key: 'count',
            header: t('numbers.column_count'),
            cell: ({ from, to }) => to - from + 1,
            align: 'right',
            width: '6rem',
          },
          {
            key: 'kind',
            header: t('numbers.column_kind'),
            cell: ({ kind }) => <Badge kind={badges[kind] ?? 'neutral'}>{t(`numbers.kind_${kind}`)}</Badge>,
            width: '10rem',
          },
          { key: 'detail', header: t('numbers.column_detail'), cell: (span) => spanDetail(span, people, computer) },
        ]}
      />
    </div>
  );
}
