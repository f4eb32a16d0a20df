import { useEffect, useMemo, useState } from 'react';
import {
  MOST_PAPER_PAGES,
  nextPages,
  pagesText,
  parsePages,
  photographedPapers,
} from '../../../shared/evidence/paper-pages.ts';
import type { NumberedPiece, Piece } from '../../../shared/evidence/piece.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { placeOfRecord, type RecordName } from '../../../shared/record/record-name.ts';
import { readCase } from '../../db/cases.ts';
import { editEvidence } from '../../db/evidence.ts';
import { useSession } from '../../session.tsx';
import { kindLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { useDeed } from '../use-deed.ts';

interface PaperDialogProps {
  readonly caseId: string;
  /** what was chosen, in the order of the case */
  readonly chosen: readonly NumberedPiece[];
  /** every piece of the case that is not in the bin */
  readonly all: readonly Piece[];
  /** the record on the screen; proposed by itself */
  readonly record: RecordName | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says which pages of a paper filled in by hand the chosen pieces show; pages left empty take a piece away from its paper. */
export function PaperDialog({ caseId, chosen, all, record, onDone, onClose }: PaperDialogProps) {
  const { db } = useSession();
  const { busy, fault, run } = useDeed();
  const known = useMemo(() => photographedPapers(all), [all]);
  const [records, setRecords] = useState<readonly { readonly name: RecordName; readonly label: string }[]>();
  const [place, setPlace] = useState<string>();
  const [total, setTotal] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState(false);

  /** The paper of a record with the pages that the chosen pieces have, or are the next ones for. */
  function choose(wanted: string): void {
    const paper = known.find((one) => placeOfRecord(one.record) === wanted);
    const own = chosen.map(({ piece }) =>
      piece.paper !== undefined && placeOfRecord(piece.paper.record) === wanted ? piece.paper : undefined,
    );
    const next = nextPages(paper, own.filter((one) => one === undefined).length).values();
    const pages = own.map((one) => one?.pages ?? [next.next().value ?? 1]);
    setPlace(wanted);
    setTyped(Object.fromEntries(chosen.map(({ piece }, i) => [piece.id, pagesText(pages[i] ?? [])])));
    setTotal(String(Math.max(paper?.of ?? 0, ...pages.flat())));
  }

  useEffect(() => {
    let left = false;
    void readCase(db, caseId).then((view) => {
      if (left || !view.ok) return;
      const here = view.value.records
        .filter(({ binned }) => binned === undefined)
        .map(({ record: name, status }) => ({ name, label: `${kindLabel(name.kind)} ${status.number}`.trim() }));
      setRecords(here);
      const proposed = record ?? chosen.find(({ piece }) => piece.paper)?.piece.paper?.record ?? here[0]?.name;
      if (proposed) choose(placeOfRecord(proposed));
    });
    return () => {
      left = true;
    };
    // proposed once; what is typed since stays
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [db, caseId]);

  const of = /^\d{1,3}$/.test(total) ? Number(total) : 0;
  const isTotal = of >= 1 && of <= MOST_PAPER_PAGES;
  const pagesOf = (id: string): readonly number[] | undefined =>
    (typed[id] ?? '').trim() === '' ? [] : parsePages(typed[id] ?? '', of);
  const name = records?.find((one) => placeOfRecord(one.name) === place)?.name;

  function tie(): void {
    setAsked(true);
    const wanted = chosen.map(({ piece }) => ({ piece, pages: pagesOf(piece.id) }));
    if (name === undefined || !isTotal || wanted.some(({ pages }) => pages === undefined)) return;
    void run(async (): Promise<Result<unknown>> => {
      for (const { piece, pages = [] } of wanted) {
        const done = await editEvidence(db, caseId, piece, { paper: { record: name, pages, of } });
        if (!done.ok) return done;
      }
      return ok(undefined);
    }, onDone);
  }

  return (
    <FormDialog
      title={t('evidence.paperTitle')}
      confirm={t('evidence.paperTie')}
      busy={busy}
      fault={fault}
      onConfirm={tie}
      onClose={onClose}
    >
      <p>{t('evidence.paperHint')}</p>
      <Select
        label={t('evidence.paperRecord')}
        options={(records ?? []).map(({ name: one, label }) => ({ key: placeOfRecord(one), label }))}
        value={place}
        onChange={choose}
        problem={asked && records !== undefined && name === undefined ? t('evidence.paperNoRecord') : undefined}
        placeholder={t('fields.choose')}
      />
      <TextInput
        label={t('evidence.paperTotal')}
        value={total}
        onChange={setTotal}
        inputMode="numeric"
        maxLength={3}
        problem={asked && !isTotal ? t('evidence.paperBadTotal', { most: MOST_PAPER_PAGES }) : undefined}
      />
      {chosen.map(({ n, piece }) => (
        <TextInput
          key={piece.id}
          label={t('evidence.paperPages', { n, name: piece.name })}
          value={typed[piece.id] ?? ''}
          onChange={(value) => setTyped((before) => ({ ...before, [piece.id]: value }))}
          problem={
            asked && isTotal && pagesOf(piece.id) === undefined ? t('evidence.paperBadPages', { of }) : undefined
          }
        />
      ))}
    </FormDialog>
  );
}
