import { useCallback, useEffect, useState } from 'react';
import type { ExchangeFacts } from '../../../shared/ipc/contract.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { LedgerEntry, Unacknowledged } from '../../../shared/merge/ledger.ts';
import { readTrustList, type TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { listBundles, unacknowledged } from '../../db/ledger.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';

/** What the exchange is to this office now. */
export interface ExchangeState {
  readonly facts: ExchangeFacts;
  /** those that bundles can be sent to: other offices with a computer that is believed */
  readonly offices: readonly TrustedOffice[];
  readonly entries: readonly LedgerEntry[];
  readonly waiting: readonly Unacknowledged[];
  /** by the ministry's list this office is the central one: it alone sends settings */
  readonly isCentral: boolean;
}

/** Reads what this office is to others, and the ledger of bundles; `reload` reads them again. */
export function useLedger(): {
  readonly state: ExchangeState | undefined;
  readonly fault: Fault | undefined;
  readonly reload: () => void;
} {
  const { db } = useSession();
  const [state, setState] = useState<ExchangeState>();
  const [fault, setFault] = useState<Fault>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<void> => {
      const facts = await host.exchangeFacts({});
      const entries = facts.ok ? await listBundles(db) : facts;
      const waiting = entries.ok ? await unacknowledged(db) : entries;
      if (!isWanted) return;
      if (!facts.ok || !entries.ok || !waiting.ok) {
        const failed = [facts, entries, waiting].find((one) => !one.ok);
        if (failed?.ok === false) setFault(failed.fault);
        return;
      }
      const { trust } = facts.value;
      const list = trust === undefined ? undefined : readTrustList(trust.list);
      const offices = (list?.ok === true ? list.value.oficinas : []).filter(
        ({ oficina, equipos }) => oficina !== db.officeCode && equipos.some(({ estado }) => estado === 'activo'),
      );
      setFault(undefined);
      const isCentral = list?.ok === true && list.value.central === db.officeCode;
      setState({ facts: facts.value, offices, entries: entries.value, waiting: waiting.value, isCentral });
    };
    void read();
    return () => {
      isWanted = false;
    };
  }, [db, turn]);
  return { state, fault, reload: useCallback(() => setTurn((before) => before + 1), []) };
}
