import { useCallback, useEffect, useState } from 'react';
import type { Person } from '../../../shared/ipc/contract.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { readNumbering, type CounterReport, type NumberingFacts } from '../../db/number-report.ts';
import type { CounterParts } from '../../db/numbers.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { AnnulDialog } from './annul-dialog.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { NumberPrintDialog } from './number-print-dialog.tsx';
import { NumberRegisterDialog } from './number-register-dialog.tsx';
import { spanText } from './number-texts.ts';
import { exampleNumber, officeForm } from './office-settings.ts';
import { BlocksTable, CountersTable } from './numbering-tables.tsx';
import { ReserveDialog } from './reserve-dialog.tsx';

interface NumberingPanelProps {
  readonly settings: OfficeSettings;
  readonly people: readonly Person[];
}

/** The window that is open over the panel; those of a counter lead back to its register. */
type Open =
  | { readonly kind: 'block' }
  | { readonly kind: 'register' | 'reserve' | 'annul'; readonly counter: CounterParts }
  | { readonly kind: 'print'; readonly counter: CounterParts; readonly report: CounterReport };

/** How the office numbers its papers: counters with what became of each number, and blocks for each computer. */
export function NumberingPanel({ settings, people }: NumberingPanelProps) {
  const { db, may, office } = useSession();
  const [year, setYear] = useState(() => Number(dateInHonduras(instantFrom(db.clock.now())).slice(0, 4)));
  const [facts, setFacts] = useState<NumberingFacts>();
  const [fault, setFault] = useState<Fault>();
  const [open, setOpen] = useState<Open>();
  const load = useCallback(async (): Promise<void> => {
    const read = await readNumbering(db, year);
    setFault(read.ok ? undefined : read.fault);
    if (read.ok) setFacts(read.value);
  }, [db, year]);
  useEffect(() => {
    void load();
  }, [load]);

  return (
    <Panel
      title={t('numbers.title')}
      flush
      actions={
        may('settings.write') &&
        facts && (
          <Button icon="plus" onPress={() => setOpen({ kind: 'block' })}>
            {t('numbers.addBlock')}
          </Button>
        )
      }
    >
      {fault && <FaultNotice fault={fault} />}
      {facts === undefined && fault === undefined && <Spinner label={t('numbers.loading')} />}
      {facts && (
        <>
          <div className="office-numbers-head">
            <div className="office-numbers-facts">
              <Facts
                rows={[
                  [t('numbers.registerForm'), exampleNumber(officeForm(settings), office.code, year) ?? ''],
                  [t('numbers.thisComputerCode'), <code key="code">{db.installationId}</code>],
                ]}
              />
              <p className="office-note">{t('numbers.thisComputerHint')}</p>
            </div>
            <Select
              label={t('numbers.year')}
              options={facts.years.map((one) => ({ key: String(one), label: String(one) }))}
              value={String(year)}
              onChange={(key) => setYear(Number(key))}
            />
          </div>
          {facts.register.unreadable > 0 && (
            <Notice kind="warn" live={false} title={tCount('numbers.unreadable', facts.register.unreadable)} />
          )}
          <CountersTable
            counters={facts.counters}
            onOpen={({ type }) => setOpen({ kind: 'register', counter: { type, year } })}
          />
          <BlocksTable register={facts.register} year={year} people={people} />
        </>
      )}
      {open && facts && (
        <OpenWindow {...{ open, facts, year, settings, people }} onOpen={setOpen} onChanged={() => void load()} />
      )}
    </Panel>
  );
}

interface OpenWindowProps extends NumberingPanelProps {
  readonly open: Open;
  readonly facts: NumberingFacts;
  readonly year: number;
  readonly onOpen: (next: Open | undefined) => void;
  readonly onChanged: () => void;
}

function OpenWindow({ open, facts, year, settings, people, onOpen, onChanged }: OpenWindowProps) {
  const toast = useToasts();
  function done(title: string, next: Open | undefined): void {
    toast({ kind: 'success', title });
    onChanged();
    onOpen(next);
  }
  if (open.kind === 'block') {
    return (
      <BlockDialog
        facts={facts}
        year={year}
        onClose={() => onOpen(undefined)}
        onAdded={({ from, to }) => done(t('numbers.blockAdded', { from, to }), undefined)}
      />
    );
  }
  const { counter } = open;
  const register: Open = { kind: 'register', counter };
  const back = (): void => onOpen(register);
  switch (open.kind) {
    case 'register':
      return (
        <NumberRegisterDialog
          counter={counter}
          people={people}
          onReserve={() => onOpen({ kind: 'reserve', counter })}
          onAnnul={() => onOpen({ kind: 'annul', counter })}
          onPrint={(report) => onOpen({ kind: 'print', counter, report })}
          onClose={() => onOpen(undefined)}
        />
      );
    case 'reserve':
      return (
        <ReserveDialog
          counter={counter}
          onClose={back}
          onDone={(span) => done(t('numbers.reserved', { span: spanText(span) }), register)}
        />
      );
    case 'annul':
      return (
        <AnnulDialog counter={counter} onClose={back} onDone={(n) => done(t('numbers.annulled', { n }), register)} />
      );
    case 'print':
      return <NumberPrintDialog report={open.report} settings={settings} people={people} onClose={back} />;
  }
}
