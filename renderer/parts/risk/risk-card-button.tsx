import { useState } from 'react';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { RiskCard } from './risk-card.tsx';

interface RiskCardButtonProps {
  /** the case or alert at hand */
  readonly logId: string;
  /** where the screen itself says that somebody is in danger */
  readonly loud?: boolean;
}

/** Opens the card of immediate risk, as its key does. */
export function RiskCardButton({ logId, loud = false }: RiskCardButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind={loud ? 'danger' : 'secondary'} icon="warning" onPress={() => setOpen(true)}>
        {t('risk.button')} <Kbd keys="F9" />
      </Button>
      {open && <RiskCard logId={logId} onClose={() => setOpen(false)} />}
    </>
  );
}
