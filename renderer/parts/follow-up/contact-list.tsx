import { institutionName, type InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type { FollowedReferral } from '../../../shared/follow-up/standing.ts';
import { dateInHonduras, formatDate, isPlainDate, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatInstant } from '../format.ts';
import './follow-up.css';

interface ContactListProps {
  readonly contacts: readonly Contact[];
  readonly referrals: readonly FollowedReferral[];
  readonly institutions: readonly InstitutionOnDay[];
  /** says one again; undefined for whoever may not */
  readonly onCorrect: ((contact: Contact) => void) | undefined;
}

/** Every contact that was noted, newest first, as it was noted: nothing here can be changed. */
export function ContactList({ contacts, referrals, institutions, onCorrect }: ContactListProps) {
  if (contacts.length === 0) return <p className="follow-soft">{t('followUp.logEmpty')}</p>;
  return (
    <ol className="follow-log" aria-label={t('followUp.log')}>
      {contacts.map((contact) => (
        <li key={contact.id} data-corrected={contact.correctedBy !== undefined}>
          <ContactRow contact={contact} referrals={referrals} institutions={institutions} />
          {onCorrect && contact.correctedBy === undefined && (
            <Button
              kind="quiet"
              size="small"
              icon="edit"
              label={t('followUp.correctOf', { what: headOf(contact) })}
              onPress={() => onCorrect(contact)}
            >
              {t('followUp.correct')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Day and hour of a contact: `24/11/2026 14:05`; says so when they cannot be read. */
export function contactMoment({ at }: Pick<Contact, 'at'>): string {
  return at === undefined ? t('followUp.noDate') : `${formatDate(dateInHonduras(at))} ${timeInHonduras(at)}`;
}

const headOf = (contact: Contact): string =>
  `${t(`fields.contact_log.contacts.contactKind.option.${contact.kind}`)}, ${contactMoment(contact)}`;

function ContactRow({
  contact,
  referrals,
  institutions,
}: Pick<ContactListProps, 'referrals' | 'institutions'> & { readonly contact: Contact }) {
  const { institution, telephone, person, answered, said, nextStep, nextOn, correctedBy, corrects } = contact;
  const about = referrals.find(({ id, number }) => contact.referral === id || contact.referral === number);
  const number = about?.number ?? '';
  return (
    <div className="follow-contact">
      <span className="follow-badges">
        <strong>{headOf(contact)}</strong>
        {answered !== '' && (
          <Badge kind={answered === 'yes' ? 'success' : 'warn'}>{t(`followUp.answered_${answered}`)}</Badge>
        )}
        {correctedBy !== undefined && <Badge>{t('followUp.corrected')}</Badge>}
        {corrects !== '' && <Badge kind="info">{t('followUp.corrects')}</Badge>}
      </span>
      <span>
        {[
          institutionName(institutions, institution),
          telephone,
          person,
          number === '' ? '' : t('followUp.aboutReferral', { number }),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
      {contact.at === undefined && <p className="follow-problem">{t('followUp.unreadable')}</p>}
      {said !== '' && <p className="follow-said">{said}</p>}
      {nextStep !== '' && (
        <p>
          {isPlainDate(nextOn)
            ? t('followUp.nextWithDay', { date: formatDate(nextOn), step: nextStep })
            : t('followUp.next', { step: nextStep })}
        </p>
      )}
      {contact.notedAt !== '' && (
        <span className="follow-soft">
          {t('followUp.notedBy', { name: contact.notedByName, at: formatInstant(contact.notedAt) })}
        </span>
      )}
    </div>
  );
}
