import { useId, useRef } from 'react';
import { presetOf } from '../../../shared/catalog/referral-parts.ts';
import { reader, type RecordDraft } from '../../../shared/record/draft.ts';
import { sharingTable } from '../../../shared/record/sharing.ts';
import type { EditDraft } from '../../form/draft-edit.ts';
import { fieldId } from '../../form/field-path.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import './referral.css';
import { giveReason, partStates, tick, type PartState } from './sharing-edit.ts';

interface SharingEditorProps {
  readonly draft: RecordDraft;
  readonly edit: EditDraft;
  /** true once the person asked what is missing */
  readonly showMissing: boolean;
}

/** What an addressee gets: every part ticked by its preset, a change of it with a reason, and how it will look. */
export function SharingEditor({ draft, edit, showMissing }: SharingEditorProps) {
  const titleId = useId();
  // a reason is asked for where the tick was changed a moment ago, and not where it stood when the form was opened
  const asked = useRef<string>(undefined);
  const addressee = reader(draft).text('addressee');
  if (addressee === '') return <Notice kind="info" live={false} title={t('referral.addresseeFirst')} />;
  const preset = presetOf(addressee);
  const parts = partStates(draft);
  return (
    <div className="sharing">
      <p className="sharing-preset">
        <strong>{t('referral.preset')}:</strong> {preset.label} <ConfidenceBadge confidence={preset.confidence} />
        <span className="sharing-soft"> {t('referral.presetSource', { source: preset.source })}</span>
      </p>
      <div role="group" aria-labelledby={titleId}>
        <h3 id={titleId} className="sharing-title">
          {t('referral.parts')}
        </h3>
        <p className="sharing-soft">{t('referral.partsHint')}</p>
        <ul className="sharing-parts">
          {parts.map((one) => (
            <PartLine
              key={one.part}
              one={one}
              showMissing={showMissing}
              autoFocus={asked.current === one.part}
              onTick={(given) => {
                asked.current = one.part;
                edit((before) => tick(before, one.part, given), `${sharingTable}/${one.part}`);
              }}
              onReason={(row, reason) =>
                edit((before) => giveReason(before, row, reason), `${sharingTable}/${row}/reason`)
              }
            />
          ))}
        </ul>
      </div>
      <Preview parts={parts} />
    </div>
  );
}

interface PartLineProps {
  readonly one: PartState;
  readonly showMissing: boolean;
  readonly autoFocus: boolean;
  readonly onTick: (given: boolean) => void;
  readonly onReason: (row: string, reason: string) => void;
}

function PartLine({ one, showMissing, autoFocus, onTick, onReason }: PartLineProps) {
  const { part, ticked, asPreset, row, reason, content } = one;
  const label = t(`referral.part_${part}`);
  const lacks = row !== undefined && reason.trim() === '';
  return (
    <li>
      <div className="sharing-line">
        <CheckBox selected={ticked} onChange={onTick}>
          {label}
        </CheckBox>
        {content.length === 0 && <span className="sharing-soft">{t('referral.empty')}</span>}
        {!asPreset && (
          <Badge kind={ticked ? 'info' : 'warn'}>{t(ticked ? 'referral.added' : 'referral.removed')}</Badge>
        )}
      </div>
      {row && (
        <TextInput
          className="sharing-reason"
          id={fieldId({ section: 'sharing', table: sharingTable, row: row.id, field: 'reason' })}
          label={t(ticked ? 'referral.reasonGive' : 'referral.reasonKeep', { part: label })}
          required
          maxLength={400}
          autoFocus={autoFocus}
          value={reason}
          onChange={(typed) => onReason(row.id, typed)}
          problem={lacks && showMissing ? t('fields.problem.required') : undefined}
          warning={lacks && ticked ? t('referral.reasonMissing') : undefined}
        />
      )}
    </li>
  );
}

/** So much of a part is shown: the paper itself has its own preview. */
const MOST_LETTERS = 160;

function Preview({ parts }: { readonly parts: readonly PartState[] }) {
  const filled = parts.filter(({ content }) => content.length > 0);
  const given = filled.filter((one) => one.given);
  const kept = filled.filter((one) => !one.given);
  return (
    <section className="sharing-preview" aria-label={t('referral.preview')}>
      <h3 className="sharing-title">{t('referral.preview')}</h3>
      {given.length === 0 && <p className="sharing-soft">{t('referral.previewNone')}</p>}
      <dl>
        {given.map(({ part, content }) => (
          <div key={part}>
            <dt>{t(`referral.part_${part}`)}</dt>
            <dd>{shortened(content.join('; '))}</dd>
          </div>
        ))}
      </dl>
      {kept.length > 0 && (
        <p>
          <strong>{t('referral.keeps')}:</strong> {kept.map(({ part }) => t(`referral.part_${part}`)).join('; ')}
        </p>
      )}
      <p className="sharing-soft">{t('referral.identities')}</p>
    </section>
  );
}

function shortened(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS).trimEnd()}…` : text;
}
