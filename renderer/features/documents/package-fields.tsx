import { isRedrawn } from '../../../shared/evidence/sniff.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { checkPackageForm, type PackageForm } from './package-form.ts';
import type { OfferedPiece, PackageFacts } from './package-facts.ts';

interface FieldsProps {
  readonly facts: PackageFacts;
  readonly form: PackageForm;
  /** shows what is missing */
  readonly checked: boolean;
  readonly onChange: (part: Partial<PackageForm>) => void;
}

/** What goes into the package, how it is sealed, and the passphrase that signs its list. */
export function PackageFields(props: FieldsProps) {
  const { form, checked, onChange } = props;
  const problems = checkPackageForm(form);
  const { passphrase } = problems;
  return (
    <>
      <EvidenceFields {...props} />
      <IdentityFields {...props} />
      <SealingFields {...props} />
      <TextInput
        type="password"
        autoComplete="current-password"
        label={t('packages.passphrase')}
        required
        maxLength={1024}
        value={form.passphrase}
        onChange={(typed) => onChange({ passphrase: typed })}
        problem={checked && passphrase !== undefined ? t(passphrase) : undefined}
      />
    </>
  );
}

function EvidenceFields({ facts, form, onChange }: FieldsProps) {
  const { pieces, closed, gone, givesEvidence } = facts;
  if (!givesEvidence) return <Notice kind="info" live={false} title={t('packages.noEvidence')} />;
  return (
    <>
      {pieces.length === 0 ? (
        <p className="sealing-note">{t('packages.noPieces')}</p>
      ) : (
        <CheckGroup
          label={t('packages.pieces')}
          hint={t('packages.piecesHint')}
          options={pieces.map((one) => ({ key: one.piece.id, label: pieceLabel(one), detail: pieceDetail(one) }))}
          value={form.pieces}
          onChange={(chosen) => onChange({ pieces: chosen })}
        />
      )}
      {gone > 0 && <Notice kind="warn" live={false} title={t('packages.gone')} />}
      {closed > 0 && (
        <Notice kind="info" live={false} title={tCount('packages.closedPieces', closed)}>
          {t('packages.closedPiecesHint')}
        </Notice>
      )}
    </>
  );
}

function IdentityFields({ facts, form, checked, onChange }: FieldsProps) {
  const { may } = useSession();
  const { reason } = checkPackageForm(form);
  const { pseudonyms, withheld } = facts;
  if (!facts.mayGetIdentities || pseudonyms.length + withheld === 0) {
    return <p className="sealing-note">{t('packages.identitiesNever')}</p>;
  }
  const refused = withheld > 0 && (
    <Notice kind="info" live={false} title={tCount('packages.withheld', withheld)}>
      {t('packages.withheldHint')}
    </Notice>
  );
  if (pseudonyms.length === 0) return refused;
  if (facts.protection === 'none' || !(may('protected.open') || may('protected.emergency'))) {
    return <p className="sealing-note">{t('packages.identitiesNone')}</p>;
  }
  return (
    <>
      <RadioChoice
        label={t('packages.identities')}
        hint={t('packages.identitiesHint')}
        options={[
          { key: 'no', label: t('packages.identitiesNo') },
          { key: 'yes', label: t('packages.identitiesYes') },
        ]}
        value={form.identities ? 'yes' : 'no'}
        onChange={(key) => onChange({ identities: key === 'yes' })}
      />
      {refused}
      {form.identities && (
        <TextArea
          label={t('packages.reason')}
          hint={t('packages.reasonHint')}
          required
          rows={2}
          maxLength={500}
          value={form.reason}
          onChange={(typed) => onChange({ reason: typed })}
          problem={checked && reason !== undefined ? t(reason) : undefined}
        />
      )}
    </>
  );
}

function SealingFields({ facts: { keys, badKeys }, form, onChange }: FieldsProps) {
  if (keys === undefined) {
    return (
      <Notice kind={badKeys ? 'warn' : 'info'} live={false} title={t('packages.noKey')}>
        {badKeys ? t('packages.badKey') : t('packages.wordsHint')}
      </Notice>
    );
  }
  return (
    <RadioChoice
      label={t('packages.sealing')}
      hint={
        form.sealing === 'keys'
          ? t('packages.keyHint', { by: keys.by, on: formatDate(keys.on) })
          : t('packages.wordsHint')
      }
      options={[
        { key: 'keys', label: t('packages.sealing_keys') },
        { key: 'words', label: t('packages.sealing_words') },
      ]}
      value={form.sealing}
      onChange={(sealing) => {
        if (sealing !== undefined) onChange({ sealing });
      }}
    />
  );
}

function pieceLabel({ n, piece }: OfferedPiece): string {
  return `${n}. ${piece.name}`;
}

function pieceDetail({ piece, description }: OfferedPiece): string {
  const way = t(isRedrawn(piece.type) ? 'packages.clean' : 'packages.exact');
  return description === '' ? way : `${description} (${way})`;
}
