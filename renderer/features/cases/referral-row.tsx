import type { CaseEvidence } from '../../../shared/evidence/piece.ts';
import { institutionName, type InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type {
  FollowedReferral,
  ReferralStage,
  ReferralStanding,
  Reminder,
} from '../../../shared/follow-up/standing.ts';
import type { ContactKind } from '../../../shared/record/kinds/contact-log.ts';
import { AskingBadge } from '../../parts/follow-up/asking-badge.tsx';
import { contactMoment } from '../../parts/follow-up/contact-list.tsx';
import '../../parts/follow-up/follow-up.css';
import { t, tCount } from '../../text/index.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';

const colours: Readonly<Record<ReferralStage, NonNullable<BadgeProps['kind']>>> = {
  draft: 'neutral',
  sealed: 'warn',
  signed: 'warn',
  delivered: 'warn',
  acknowledged: 'success',
};

interface ReferralRowProps {
  /** where the scan of the receipt is */
  readonly evidence: CaseEvidence;
  readonly referral: FollowedReferral;
  readonly standing: ReferralStanding;
  /** undefined once there is a receipt, and for a draft */
  readonly reminder: Reminder | undefined;
  readonly now: number;
  readonly institutions: readonly InstitutionOnDay[];
  readonly onOpen: () => void;
  /** undefined for whoever may not */
  readonly onNote: ((kind: ContactKind) => void) | undefined;
}

/** One referral: to whom, how far it came, since when, and the receipt or when to ask for it. */
export function ReferralRow(props: ReferralRowProps) {
  const { evidence, referral, standing, reminder, now, institutions, onOpen, onNote } = props;
  const { number, addressee, addresseeName, isChild, version } = referral;
  const { stage, hoursSinceDetection, hoursSinceIssue, acknowledged } = standing;
  const name = number === '' ? t('followUp.unnumbered') : number;
  return (
    <li>
      <span className="follow-badges">
        <strong>{name}</strong>
        <Badge kind={colours[stage]}>{t(`followUp.stage_${stage}`)}</Badge>
        {isChild && (
          <Badge kind="warn" icon="people">
            {t('followUp.child')}
          </Badge>
        )}
        {version > 1 && standing.waitingSince !== undefined && (
          <Badge kind="warn">{t('followUp.versionWaits', { version })}</Badge>
        )}
        {reminder && <AskingBadge dueAt={Date.parse(reminder.dueAt)} now={now} />}
      </span>
      <span>{addressee === 'other' ? addresseeName : institutionName(institutions, addressee)}</span>
      <span className="follow-soft">
        {[
          hoursSinceDetection === undefined
            ? t('followUp.noDetection')
            : tCount('followUp.sinceDetection', hoursSinceDetection),
          ...(hoursSinceIssue === undefined ? [] : [tCount('followUp.sinceIssue', hoursSinceIssue)]),
          ...(reminder === undefined || reminder.confidence === 'verified' ? [] : [t('followUp.timeUnsure')]),
        ].join(' · ')}
      </span>
      {acknowledged && <Receipt evidence={evidence} receipt={acknowledged} institutions={institutions} />}
      <span className="follow-actions">
        <Button size="small" icon="document" label={t('followUp.openReferral', { number: name })} onPress={onOpen}>
          {t('alerts.open')}
        </Button>
        {onNote && stage !== 'draft' && (
          <>
            {acknowledged === undefined && (
              <Button
                size="small"
                kind="primary"
                icon="check"
                label={`${t('followUp.registerReceipt')}: ${name}`}
                onPress={() => onNote('receipt')}
              >
                {t('followUp.registerReceipt')}
              </Button>
            )}
            {standing.delivered === undefined && acknowledged === undefined && (
              <Button
                size="small"
                label={`${t('followUp.registerDelivery')}: ${name}`}
                onPress={() => onNote('delivery')}
              >
                {t('followUp.registerDelivery')}
              </Button>
            )}
            <Button size="small" label={`${t('followUp.noteAnswer')}: ${name}`} onPress={() => onNote('answer')}>
              {t('followUp.noteAnswer')}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

interface ReceiptProps {
  readonly evidence: CaseEvidence;
  readonly receipt: Contact;
  readonly institutions: readonly InstitutionOnDay[];
}

/** Who has it and since when, with the scan; says so when the scan is not there. */
function Receipt({ evidence, receipt, institutions }: ReceiptProps) {
  const { person, institution, piece } = receipt;
  const scan = evidence.pieces.find(({ id }) => id === piece);
  const at = contactMoment(receipt);
  return (
    <>
      <span>
        {person === ''
          ? t('followUp.receiptBy', { institution: institutionName(institutions, institution), at })
          : t('followUp.receipt', { person, at })}
        {scan && ` · ${t('followUp.scan', { name: scan.name })}`}
      </span>
      {piece !== '' && (scan === undefined || scan.inBin) && (
        <p className="follow-problem">{t('followUp.scanMissing')}</p>
      )}
    </>
  );
}
