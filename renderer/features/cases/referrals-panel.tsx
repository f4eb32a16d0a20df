import { useMemo, useState } from 'react';
import type { ParameterOverrides } from '../../../shared/catalog/legal-parameters.ts';
import { emptyContact, type ContactForm } from '../../../shared/follow-up/contact.ts';
import { remindersOf, standingOf, type FollowedReferral } from '../../../shared/follow-up/standing.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import type { ContactKind } from '../../../shared/record/kinds/contact-log.ts';
import { useLegalRules } from '../../parts/calculators/use-legal-rules.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { ContactDialog } from '../../parts/follow-up/contact-dialog.tsx';
import { ContactList } from '../../parts/follow-up/contact-list.tsx';
import { startOfCorrection } from '../../parts/follow-up/start-of-correction.ts';
import { useDirectory } from '../../parts/use-directory.ts';
import { useNow } from '../../parts/use-now.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ReferralRow } from './referral-row.tsx';
import { signedNumbers } from './signed-numbers.ts';
import type { WholeCase } from './use-case.ts';

const NOTHING: ParameterOverrides = {};

interface Noting {
  readonly start: ContactForm;
  readonly referral: FollowedReferral | undefined;
}

/** The referrals of the case, each with how it stands and since when; below them everybody the office spoke to. */
export function ReferralsPanel({ around, go }: { readonly around: WholeCase; readonly go: Go }) {
  const { db, may } = useSession();
  const { view, documents, evidence } = around;
  const { referrals, contacts } = around.followUp;
  const { institutions } = useDirectory();
  // nothing confirmed until it is read, and when it cannot be, with the fault
  const { rules, fault: rulesFault } = useLegalRules();
  const overrides = rules?.overrides ?? NOTHING;
  const now = useNow();
  const [noting, setNoting] = useState<Noting>();
  const isOurs = may('case.write');
  const signed = useMemo(() => signedNumbers(documents), [documents]);
  const reminders = useMemo(() => remindersOf(referrals, contacts, overrides), [referrals, contacts, overrides]);

  function note(kind: ContactKind, referral: FollowedReferral | undefined): void {
    const moment = instantFrom(db.clock.now());
    const blank = emptyContact(kind, dateInHonduras(moment), timeInHonduras(moment));
    const institution = referral?.addressee === 'other' ? referral.addresseeName : (referral?.addressee ?? '');
    setNoting({ start: { ...blank, institution, referral: referral?.id ?? '' }, referral });
  }

  return (
    <Panel
      title={t('followUp.title')}
      flush
      actions={
        isOurs && (
          <Button size="small" icon="plus" onPress={() => note('call', undefined)}>
            {t('followUp.noteContact')}
          </Button>
        )
      }
    >
      {rulesFault && <FaultNotice fault={rulesFault} />}
      {referrals.length === 0 && contacts.length === 0 && (
        <EmptyState icon="upload" title={t('followUp.empty')}>
          {t('followUp.emptyHint')}
        </EmptyState>
      )}
      {referrals.length > 0 && (
        <ul className="follow-list">
          {referrals.map((referral) => (
            <ReferralRow
              key={referral.id}
              referral={referral}
              standing={standingOf(referral, contacts, now, signed.has(referral.number))}
              reminder={reminders.find((one) => one.referral === referral)}
              now={now}
              institutions={institutions}
              evidence={evidence}
              onOpen={() => go({ name: 'record', caseId: view.caseId, kind: 'referral', id: referral.id })}
              onNote={isOurs ? (kind) => note(kind, referral) : undefined}
            />
          ))}
        </ul>
      )}
      {(contacts.length > 0 || referrals.length > 0) && (
        <div className="follow-log-part">
          <h3>{t('followUp.log')}</h3>
          <ContactList
            contacts={contacts}
            referrals={referrals}
            institutions={institutions}
            onCorrect={
              isOurs
                ? (contact) =>
                    setNoting({
                      start: startOfCorrection(contact, instantFrom(db.clock.now())),
                      referral: referrals.find(
                        ({ id, number }) => contact.referral === id || contact.referral === number,
                      ),
                    })
                : undefined
            }
          />
          {isOurs && contacts.length > 0 && <p className="follow-soft">{t('followUp.logHint')}</p>}
        </div>
      )}
      {noting && (
        <ContactDialog
          logId={view.caseId}
          start={noting.start}
          referral={noting.referral}
          institutions={institutions}
          onClose={() => setNoting(undefined)}
        />
      )}
    </Panel>
  );
}
