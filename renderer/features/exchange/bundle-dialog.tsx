import { useState } from 'react';
import { partNames } from '../../../shared/bundle/bundle-name.ts';
import {
  hasHappenedTo,
  isTakenIn,
  PARTLY,
  type BundleEventName,
  type LedgerEntry,
} from '../../../shared/merge/ledger.ts';
import { hashLines } from '../../../shared/report/hash-lines.ts';
import type { TrustedOffice } from '../../../shared/roster/trust-list.ts';
import { noteBundleEvent } from '../../db/ledger.ts';
import { withdrawSettings } from '../../db/shared-settings.ts';
import { withdrawImport } from '../../db/withdraw-import.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { formatInstant, sizeText } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { usePeopleNames } from '../../parts/use-people-names.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { codeText, otherOf } from '../../parts/exchange/bundle-words.ts';
import { namesOf } from '../../parts/exchange/office-names.ts';
import { ReceiptDialog, type ReceiptFacts } from '../../parts/exchange/receipt-dialog.tsx';
import { BroughtSettings } from './brought-settings.tsx';

interface BundleDialogProps {
  readonly entry: LedgerEntry;
  /** those of the list */
  readonly offices: readonly TrustedOffice[];
  /** undefined where there is nothing to answer, or its office cannot be answered */
  readonly onAnswer: (() => void) | undefined;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** What a person writes down of a bundle that left. */
const notes = { 'handed-over': 'noteHandOver', destroyed: 'noteDestroyed', refused: 'noteRefused' } as const;
type Note = keyof typeof notes;

/** What can be noted of a bundle: one of several offices that refuses it does not speak for the others. */
function notesFor({ to }: LedgerEntry, isWritten: boolean): readonly Note[] {
  if (!isWritten) return ['destroyed'];
  const all = Object.keys(notes) as Note[];
  return to.length === 1 ? all : all.filter((note) => note !== 'refused');
}

/** One bundle: what is known of it, its custody, and what can be done with it now. */
export function BundleDialog({ entry, offices, onAnswer, onChanged, onClose }: BundleDialogProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const people = usePeopleNames();
  const { busy, fault, run } = useDeed();
  const [writing, setWriting] = useState<Note>();
  const [withdrawing, setWithdrawing] = useState(false);
  const [receipt, setReceipt] = useState<ReceiptFacts>();
  const { direction, size, sha256, identity, events, cases, id } = entry;
  const happened = (what: BundleEventName): boolean => hasHappenedTo(entry, what);
  const isOut = direction === 'out';
  const isSettings = entry.kind === 'ajustes';
  const isOver = happened('destroyed') || happened('refused');

  function withdraw(): void {
    void run(
      async () => {
        const back = isSettings ? await withdrawSettings(db, entry) : await withdrawImport(db, id);
        if (!back.ok) return back;
        const noted = await noteBundleEvent(db, id, { what: 'withdrawn' });
        return noted.ok ? back : noted;
      },
      (count) => {
        toast({
          kind: 'success',
          title: tCount(isSettings ? 'exchange.settings_withdrawn' : 'exchange.withdrawn', count),
        });
        onChanged();
        // what was pressed is gone: the keyboard would be left with nothing
        onClose();
      },
    ).then(() => setWithdrawing(false));
  }

  if (receipt !== undefined) return <ReceiptDialog receipt={receipt} onClose={() => setReceipt(undefined)} />;
  if (writing !== undefined) {
    return <NoteDialog entry={entry} note={writing} onChanged={onChanged} onClose={() => setWriting(undefined)} />;
  }
  const facts = receiptOf(entry, offices);
  return (
    <Dialog
      open
      wide
      title={t('exchange.bundleTitle', { code: codeText(entry) })}
      onClose={onClose}
      actions={
        <>
          {isOut && (
            <>
              {facts && (
                <Button icon="print" onPress={() => setReceipt(facts)}>
                  {t('exchange.receipt')}
                </Button>
              )}
              {!isOver &&
                // of one that was cut off before it was written there is only to say that nothing is left
                notesFor(entry, facts !== undefined).map((note) => (
                  <Button key={note} onPress={() => setWriting(note)}>
                    {t(`exchange.${notes[note]}`)}
                  </Button>
                ))}
            </>
          )}
          {!isOut && happened('imported') && (
            <>
              {may(isSettings ? 'settings.write' : 'exchange.receive') && isTakenIn(entry) && (
                <Button kind="danger" busy={busy} onPress={() => setWithdrawing(true)}>
                  {t('exchange.withdraw')}
                </Button>
              )}
              {onAnswer && <Button onPress={onAnswer}>{t('exchange.acknowledge')}</Button>}
            </>
          )}
          <Button kind="primary" onPress={onClose}>
            {t('exchange.close')}
          </Button>
        </>
      }
    >
      <div className="exchange-form">
        <Facts
          rows={[
            [t('exchange.column_who'), otherOf(entry)],
            [t('exchange.column_kind'), t(`exchange.kind_${entry.kind}`)],
            [t('exchange.casesCount'), String(cases.length)],
            ...(size === undefined ? [] : [[t('exchange.size'), sizeText(size)] as const]),
            ...(sha256 === undefined ? [] : [[t('exchange.hash'), hashLines(sha256).join(' ')] as const]),
            [t('exchange.identity'), hashLines(identity).join(' ')],
          ]}
        />
        <section aria-labelledby="exchange-history">
          <h3 id="exchange-history">{t('exchange.history')}</h3>
          <ol className="exchange-history">
            {events.map(({ what, at, by, note }, i) => (
              <li key={i}>
                <strong>{note === PARTLY ? t('exchange.importedPartly') : t(`exchange.event_${what}`)}</strong>{' '}
                {what === 'made' && note !== ''
                  ? t('exchange.protectedWhy', { reason: note })
                  : note !== PARTLY && note}
                <span className="exchange-note">
                  {t('exchange.by', { when: formatInstant(at), who: people.get(by) ?? by })}
                </span>
              </li>
            ))}
          </ol>
        </section>
        {isSettings && !isOut && <BroughtSettings bundle={id} />}
        {fault && <FaultNotice fault={fault} />}
      </div>
      {withdrawing && (
        <ConfirmDialog
          open
          title={t('exchange.withdrawTitle')}
          confirmLabel={t('exchange.withdrawConfirm')}
          busy={busy}
          danger
          onConfirm={withdraw}
          onCancel={() => setWithdrawing(false)}
        >
          {t(isSettings ? 'exchange.settings_withdrawText' : 'exchange.withdrawText')}
        </ConfirmDialog>
      )}
    </Dialog>
  );
}

function NoteDialog({
  entry,
  note,
  onChanged,
  onClose,
}: {
  readonly entry: LedgerEntry;
  readonly note: Note;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { db } = useSession();
  const [text, setText] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const isShort = text.trim().length < 3;
  return (
    <FormDialog
      title={t(`exchange.${notes[note]}`)}
      confirm={t(`exchange.${notes[note]}`)}
      busy={busy}
      fault={fault}
      onConfirm={() => {
        setChecked(true);
        if (isShort) return;
        void run(
          () => noteBundleEvent(db, entry.id, { what: note, note: text.trim() }),
          () => {
            onChanged();
            onClose();
          },
        );
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('exchange.note')}
        value={text}
        onChange={setText}
        maxLength={400}
        problem={checked && isShort ? t('exchange.noteMissing') : undefined}
        required
      />
    </FormDialog>
  );
}

/** What its receipt says; undefined until it was written. */
function receiptOf(entry: LedgerEntry, offices: readonly TrustedOffice[]): ReceiptFacts | undefined {
  const { code, size, sha256, identity, events, kind } = entry;
  const written = events.findLast(({ what }) => what === 'written');
  if (size === undefined || sha256 === undefined || written === undefined) return undefined;
  const named = namesOf(
    offices,
    entry.to.map((one) => one.office),
  );
  return {
    ...{ code, size, sha256, identity, writtenAt: written.at, stick: written.note },
    names: partNames(`TRASPASO-${code}.age`, size),
    to: kind === 'expediente' ? undefined : named,
  };
}
