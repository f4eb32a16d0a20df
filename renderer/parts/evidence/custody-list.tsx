import { useEffect, useState } from 'react';
import type { Piece } from '../../../shared/evidence/piece.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { readCustody, type CustodyEntry } from '../../db/evidence.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { formatInstant } from '../format.ts';

interface CustodyListProps {
  readonly caseId: string;
  readonly piece: Piece;
  readonly people: ReadonlyMap<string, string>;
  /** moves when something was done: then it is read anew */
  readonly turn: number;
}

/** Who did what with a piece and when, newest first. */
export function CustodyList({ caseId, piece, people, turn }: CustodyListProps) {
  const { db } = useSession();
  const [entries, setEntries] = useState<readonly CustodyEntry[]>();
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let left = false;
    void readCustody(db, caseId, piece).then((read) => {
      if (left) return;
      if (read.ok) setEntries([...read.value].reverse());
      else setFault(read.fault);
    });
    return () => {
      left = true;
    };
  }, [db, caseId, piece, turn]);
  if (fault) return <FaultNotice fault={fault} />;
  return (
    <ol className="evidence-custody" aria-label={t('evidence.custody')}>
      {entries?.map(({ at, person, action, detail }, i) => (
        <li key={`${at}-${i}`}>
          <strong>{t(`audit.act_${action}`)}</strong>
          <span>
            {formatInstant(at)}, {people.get(person) ?? person}
          </span>
          {detail !== undefined && detail !== piece.name && <span className="evidence-note">{detail}</span>}
        </li>
      ))}
    </ol>
  );
}
