import { useRef, useState } from 'react';
import { mayShareProtected } from '../../db/protected.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OpenProtectedDialog } from './open-protected-dialog.tsx';
import { ShareProtectedDialog } from './share-protected-dialog.tsx';
import { useFocusKept } from './use-focus-kept.ts';
import type { ProtectedInHand } from './use-protected.ts';

interface ProtectedToolsProps {
  readonly caseId: string;
  /** without `begin` where nothing can be written down any more */
  readonly inHand: Pick<ProtectedInHand, 'protection' | 'open'> & Partial<Pick<ProtectedInHand, 'begin'>>;
}

/** In a section with protected fields: what they are, and the button that opens them, begins them, or shares them. */
export function ProtectedTools({ caseId, inHand }: ProtectedToolsProps) {
  const { db, may } = useSession();
  const [dialog, setDialog] = useState<'open' | 'share'>();
  const { busy, fault, run } = useDeed();
  const { protection, open, begin } = inHand;
  const place = useRef<HTMLDivElement>(null);
  useFocusKept(place, protection, dialog === undefined);
  const isOurs = may('protected.open') || may('protected.emergency');
  return (
    <div
      className="protected-tools"
      role="group"
      aria-label={t('inspections.protected_title')}
      ref={place}
      tabIndex={-1}
    >
      <Icon name={protection === 'open' ? 'unlock' : 'lock'} size={18} />
      <p>
        {t(protection === 'closed' ? 'inspections.protected_closedHint' : 'inspections.protected_noneHint')}
        {!isOurs && ` ${t('inspections.protected_notYours', { roles: openers() })}`}
      </p>
      {isOurs && protection === 'none' && begin && (
        <Button size="small" icon="unlock" busy={busy} onPress={() => void run(begin, () => undefined)}>
          {t('inspections.protected_begin')}
        </Button>
      )}
      {isOurs && protection === 'closed' && (
        <Button size="small" icon="unlock" onPress={() => setDialog('open')}>
          {t('inspections.protected_open')}
        </Button>
      )}
      {protection === 'open' && mayShareProtected(db, caseId) && (
        <Button size="small" icon="people" onPress={() => setDialog('share')}>
          {t('inspections.protected_share')}
        </Button>
      )}
      {fault && <FaultNotice fault={fault} />}
      {dialog === 'open' && <OpenProtectedDialog onOpen={open} onClose={() => setDialog(undefined)} />}
      {dialog === 'share' && <ShareProtectedDialog caseId={caseId} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

function openers(): string {
  return `${rolesThat('protected.open')}, ${rolesThat('protected.emergency')}`;
}
