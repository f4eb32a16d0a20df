import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { ConflictItem, FieldConflict } from '../../../shared/merge/conflict-items.ts';
import type { Change } from '../../../shared/record/change.ts';
import { decideOnField, decideOnRow } from '../../db/conflicts.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { CombineDialog } from './combine-dialog.tsx';
import { fieldTitle, headText, itemTitle } from './conflict-text.ts';

interface ConflictCardProps {
  readonly caseId: string;
  readonly item: ConflictItem;
  /** who made a change, and in which office */
  readonly whoOf: (change: Change) => string;
  /** takes the focus: the one before it was just decided or left open */
  readonly isNext: boolean;
  /** it was decided, or left open: on to the one after it */
  readonly onNext: (decided: boolean) => void;
}

/** One thing on which people disagree: what each wrote, side by side, and the ways to decide. */
export function ConflictCard({ caseId, item, whoOf, isNext, onNext }: ConflictCardProps) {
  const { db, may } = useSession();
  const { busy, fault, run } = useDeed();
  const [combining, setCombining] = useState(false);
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isNext) return;
    card.current?.focus();
    card.current?.scrollIntoView({ block: 'nearest' });
  }, [isNext]);
  const fixed = !may('case.write');
  const isClosed = item.what === 'field' && item.heads.some(({ op, x }) => op.k === 'set' && x === undefined);
  const keep = (change: Change): void => {
    if (item.what !== 'field') return;
    const value = change.op.k === 'del' ? undefined : change.x?.val;
    void run(
      () => decideOnField(db, caseId, item, value),
      () => onNext(true),
    );
  };
  const decideRow = (stays: boolean): void => {
    if (item.what !== 'row') return;
    void run(
      () => decideOnRow(db, caseId, item, stays),
      () => onNext(true),
    );
  };
  return (
    <section ref={card} tabIndex={-1} className="conflict" aria-labelledby={titleId}>
      <h3 id={titleId} className="conflict-title">
        {itemTitle(item)}
      </h3>
      {item.what === 'row' ? (
        <div className="conflict-sides">
          <Side
            who={whoOf(item.removal)}
            action={{ label: t('conflicts.rowGoes'), onPress: () => decideRow(false), busy, fixed }}
          >
            {t('conflicts.rowRemoved')}
          </Side>
          <Side
            who={item.kept[0] === undefined ? '' : whoOf(item.kept[0].head)}
            action={{ label: t('conflicts.rowStays'), onPress: () => decideRow(true), busy, fixed }}
          >
            <ul className="conflict-written">
              {item.kept.map((one) => (
                <li key={one.head.id}>
                  {fieldTitle({ ...item, ...one })}: {headText({ ...one, kind: item.kind }, one.head)}
                </li>
              ))}
            </ul>
          </Side>
        </div>
      ) : (
        <div className="conflict-sides">
          {item.heads.map((head, at) => (
            <Side
              key={head.id}
              who={whoOf(head)}
              note={at === 0 ? t('conflicts.shownNow') : undefined}
              action={
                isClosed
                  ? undefined
                  : { label: t('conflicts.keep', { n: at + 1 }), onPress: () => keep(head), busy, fixed }
              }
            >
              {headText(item, head)}
            </Side>
          ))}
        </div>
      )}
      {isClosed && <p className="conflict-note">{t('conflicts.closedHint')}</p>}
      <div className="conflict-actions">
        {canCombine(item) && !isClosed && !fixed && (
          <Button size="small" icon="edit" onPress={() => setCombining(true)}>
            {t('conflicts.combine')}
          </Button>
        )}
        <Button size="small" kind="quiet" onPress={() => onNext(false)}>
          {t('conflicts.leaveOpen')}
        </Button>
      </div>
      {fault && <FaultNotice fault={fault} />}
      {combining && canCombine(item) && (
        <CombineDialog
          caseId={caseId}
          item={item}
          onClose={() => setCombining(false)}
          onDecided={() => {
            setCombining(false);
            onNext(true);
          }}
        />
      )}
    </section>
  );
}

function canCombine(item: ConflictItem): item is FieldConflict & { readonly def: NonNullable<FieldConflict['def']> } {
  return item.what === 'field' && item.def !== undefined;
}

interface SideProps {
  readonly who: string;
  readonly note?: string | undefined;
  readonly action:
    | { readonly label: string; readonly onPress: () => void; readonly busy: boolean; readonly fixed: boolean }
    | undefined;
  readonly children: ReactNode;
}

function Side({ who, note, action, children }: SideProps) {
  const valueId = useId();
  return (
    <div className="conflict-side">
      <div id={valueId} className="conflict-value">
        {children}
      </div>
      <p className="conflict-who">
        {who}
        {note !== undefined && <span className="conflict-now">{note}</span>}
      </p>
      {action !== undefined && !action.fixed && (
        <Button size="small" busy={action.busy} onPress={action.onPress} describedBy={valueId}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
