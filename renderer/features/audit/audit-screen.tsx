import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readAuditHashes } from '../../db/audit-hashes.ts';
import { listAudit } from '../../db/audit.ts';
import { host } from '../../host.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSearchLog } from '../../parts/use-search-log.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { AuditFilters } from './audit-filters.tsx';
import './audit-screen.css';
import { AuditTable, useCaseTexts } from './audit-table.tsx';
import { everything, wantedEntries } from './audit-wish.ts';
import { ChainPanel } from './chain-panel.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { ExtractDialog } from './extract-dialog.tsx';

interface Loaded {
  readonly entries: readonly AuditEntry[];
  readonly hashes: ReadonlyMap<number, string>;
  readonly people: readonly Person[];
}

/** Who did what and when, and whether all of it is still there. There is nothing here that erases. */
export function AuditScreen() {
  const { db, may } = useSession();
  const [loaded, setLoaded] = useState<Loaded>();
  const [fault, setFault] = useState<Fault>();
  const [wish, setWish] = useState(everything);
  const [extracting, setExtracting] = useState(false);
  const [opened, setOpened] = useState<AuditEntry>();
  const wanted = useDeferredValue(wish);
  const cases = useFoundCases(may('case.read') ? wanted.caseWords : '');
  useSearchLog(may('case.read') ? wish.caseWords : '');

  const load = useCallback(async (): Promise<void> => {
    // the entries first: reading them brings the tables up to the journal
    const entries = await listAudit(db);
    const [hashes, people] = await Promise.all([readAuditHashes(db), host.listPeople({})]);
    if (!entries.ok) setFault(entries.fault);
    else if (!hashes.ok) setFault(hashes.fault);
    else if (!people.ok) setFault(people.fault);
    else {
      setFault(undefined);
      setLoaded({ entries: entries.value, hashes: hashes.value, people: people.value });
    }
  }, [db]);
  useEffect(() => {
    void load();
  }, [load]);

  const shown = useMemo(() => wantedEntries(loaded?.entries ?? [], wanted, cases), [loaded, wanted, cases]);
  const unreadable = useMemo(() => unreadableOf(loaded), [loaded]);
  const total = loaded?.entries.length ?? 0;
  const caseText = useCaseTexts(useMemo(() => (opened?.caseId === undefined ? [] : [opened.caseId]), [opened]));

  return (
    <div className="audit-screen">
      <PageHeader
        title={t('audit.title')}
        subtitle={t('audit.subtitle')}
        actions={
          may('audit.export') && (
            <Button icon="signature" disabled={loaded === undefined} onPress={() => setExtracting(true)}>
              {t('audit.extract')}
            </Button>
          )
        }
      />
      {fault && <FaultNotice fault={fault} />}
      {loaded === undefined && fault === undefined && <Spinner size={24} label={t('audit.loading')} />}
      {loaded && (
        <div className="audit-stack">
          <ChainPanel unreadable={unreadable.length} />
          <AuditFilters people={loaded.people} wish={wish} onWish={setWish} />
          <p role="status" className="audit-soft">
            {shown.length === total ? tCount('audit.count', total) : t('audit.countOf', { count: shown.length, total })}
          </p>
          <Panel flush>
            {shown.length > 0 ? (
              <AuditTable entries={shown} people={loaded.people} listKey={JSON.stringify(wanted)} onOpen={setOpened} />
            ) : total === 0 ? (
              <EmptyState icon="history" title={t('audit.empty')}>
                {t('audit.emptyHint')}
              </EmptyState>
            ) : (
              <EmptyState
                icon="search"
                title={t('audit.noMatch')}
                actions={<Button onPress={() => setWish(everything)}>{t('audit.clear')}</Button>}
              >
                {t('audit.noMatchHint')}
              </EmptyState>
            )}
          </Panel>
          {extracting && (
            <ExtractDialog
              {...loaded}
              wish={wanted}
              entries={shown}
              unreadable={unreadable}
              onClose={() => setExtracting(false)}
              onSaved={() => {
                setExtracting(false);
                void load();
              }}
            />
          )}
          {opened && (
            <EntryDialog
              entry={opened}
              people={loaded.people}
              caseName={opened.caseId === undefined ? undefined : caseText(opened.caseId)}
              hash={loaded.hashes.get(opened.n)}
              onClose={() => setOpened(undefined)}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Numbers of the entries that are in the chain and could not be opened, ascending. */
function unreadableOf(loaded: Loaded | undefined): readonly number[] {
  if (loaded === undefined) return [];
  const opened = new Set(loaded.entries.map(({ n }) => n));
  return [...loaded.hashes.keys()].filter((n) => !opened.has(n)).sort((a, b) => a - b);
}

/** Ids of the cases that hold all words; undefined when there are none to look for. */
function useFoundCases(words: string): ReadonlySet<string> | undefined {
  const { cases } = useLists();
  const status = useListStatus(cases);
  return useMemo(() => {
    if (words.trim() === '') return undefined;
    const slots = cases.rows(words, { by: 'date', descending: true });
    return new Set(Array.from(slots, (slot) => cases.columns.idOf(slot)));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
  }, [cases, status, words]);
}
