import { useState } from 'react';
import { EVERY_TYPE, numberTypes } from '../../../shared/record/number-types.ts';
import { addBlock, type NewBlock } from '../../db/number-register.ts';
import type { NumberingFacts } from '../../db/number-report.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { leavesOwnWithout, OTHER, readBlock, suggestedSpan, type BlockForm } from './block-form.ts';
import { computerText, typeText } from './number-texts.ts';

interface BlockDialogProps {
  readonly facts: NumberingFacts;
  readonly year: number;
  readonly onClose: () => void;
  readonly onAdded: (block: NewBlock) => void;
}

/** Asks for which computer, type and year a block of numbers is, and proposes the next free thousand. */
export function BlockDialog({ facts, year, onClose, onAdded }: BlockDialogProps) {
  const { db, office } = useSession();
  const own = db.installationId;
  const { register, counters = [] } = facts;
  const [form, setForm] = useState<BlockForm>({
    ...{ computer: own, otherCode: '', type: EVERY_TYPE, year: String(year) },
    ...{ from: undefined, to: undefined, note: '' },
  });
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const change = (part: Partial<BlockForm>): void => setForm((before) => ({ ...before, ...part }));
  const suggested = suggestedSpan(form, register, counters);
  const { block, problems } = readBlock(form, suggested);
  const problem = (field: keyof typeof problems): string | undefined => {
    const key = problems[field];
    return checked && key !== undefined ? t(key) : undefined;
  };
  const known = [...new Set([own, ...register.installations, ...register.blocks.map((one) => one.installationId)])];

  function confirm(): void {
    setChecked(true);
    if (block !== undefined) {
      void run(
        () => addBlock(db, block),
        () => onAdded(block),
      );
    }
  }

  return (
    <FormDialog
      title={t('numbers.addBlockTitle')}
      confirm={t('numbers.addBlock')}
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Select
        label={t('numbers.computer')}
        options={[
          ...known.map((key) => ({ key, label: computerText(key, { register, own }) })),
          { key: OTHER, label: t('numbers.otherComputer') },
        ]}
        value={form.computer}
        onChange={(computer) => change({ computer })}
        autoFocus
      />
      {form.computer === OTHER && (
        <TextInput
          label={t('numbers.otherCode')}
          hint={t('numbers.otherCodeHint')}
          value={form.otherCode}
          onChange={(otherCode) => change({ otherCode })}
          problem={problem('otherCode')}
          maxLength={36}
          required
        />
      )}
      <Select
        label={t('numbers.type')}
        options={[EVERY_TYPE, ...numberTypes.map(({ code }) => code)].map((key) => ({ key, label: typeText(key) }))}
        value={form.type}
        onChange={(type) => change({ type })}
      />
      <div className="office-numbers-three">
        <TextInput
          label={t('numbers.year')}
          value={form.year}
          onChange={(typed) => change({ year: typed.trim() })}
          problem={problem('year')}
          inputMode="numeric"
          maxLength={4}
          required
        />
        <TextInput
          label={t('numbers.from')}
          value={form.from ?? String(suggested.from)}
          onChange={(from) => change({ from })}
          problem={problem('from')}
          inputMode="numeric"
          maxLength={6}
          required
        />
        <TextInput
          label={t('numbers.to')}
          value={form.to ?? String(suggested.to)}
          onChange={(to) => change({ to })}
          problem={problem('to')}
          inputMode="numeric"
          maxLength={6}
          required
        />
      </div>
      <TextInput
        label={t('numbers.note')}
        hint={t('numbers.noteHint')}
        value={form.note}
        onChange={(note) => change({ note })}
        maxLength={120}
      />
      {block !== undefined && leavesOwnWithout(block, register, own, office.code) ? (
        <Notice kind="warn" title={t('numbers.thisHasNone')} />
      ) : (
        <p className="office-note">{t('numbers.blockForever')}</p>
      )}
    </FormDialog>
  );
}
