import { useState } from 'react';
import { emptyContact, type ContactForm } from '../../../shared/follow-up/contact.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, timeInHonduras } from '../../../shared/kernel/plain-date.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { useDirectory } from '../use-directory.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactList } from './contact-list.tsx';
import { startOfCorrection } from './start-of-correction.ts';
import { useFollowUp } from './use-follow-up.ts';

/** Whom the office spoke to about an alert: read as it was noted, more is noted below it. */
export function ContactsPanel({ logId }: { readonly logId: string }) {
  const { db, may } = useSession();
  const { followUp, fault } = useFollowUp(logId);
  const { institutions } = useDirectory();
  const [start, setStart] = useState<ContactForm>();
  const isOurs = may('case.write');
  const now = instantFrom(db.clock.now());
  return (
    <Panel
      title={t('followUp.log')}
      actions={
        isOurs && (
          <Button
            size="small"
            icon="plus"
            onPress={() => setStart(emptyContact('call', dateInHonduras(now), timeInHonduras(now)))}
          >
            {t('followUp.noteContact')}
          </Button>
        )
      }
    >
      {fault && <FaultNotice fault={fault} />}
      {followUp && (
        <ContactList
          contacts={followUp.contacts}
          referrals={followUp.referrals}
          institutions={institutions}
          onCorrect={isOurs ? (contact) => setStart(startOfCorrection(contact, now)) : undefined}
        />
      )}
      {start && (
        <ContactDialog
          logId={logId}
          start={start}
          referral={undefined}
          institutions={institutions}
          onClose={() => setStart(undefined)}
        />
      )}
    </Panel>
  );
}
