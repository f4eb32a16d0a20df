import { useEffect, useRef, useState } from 'react';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { sampleOffices } from '../../../shared/sample/sample-ministry.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { fillPractice, type Filling } from './fill-practice.ts';

/** Offers to fill an office of practice that is still empty, and tells how far it has come; nothing in any other office. */
export function PracticePanel() {
  const session = useSession();
  const { cases } = useLists();
  const { phase } = useListStatus(cases);
  const [filling, setFilling] = useState<Filling>();
  const [fault, setFault] = useState<Fault>();
  const stop = useRef(false);
  useEffect(
    () => () => {
      stop.current = true;
    },
    [],
  );

  async function fill(): Promise<void> {
    stop.current = false;
    setFault(undefined);
    setFilling({ done: 0, all: 1 });
    const filled = await fillPractice(session, setFilling, () => !stop.current);
    setFilling(undefined);
    if (!filled.ok) setFault(filled.fault);
  }

  const { office, may } = session;
  const isOurs = may('case.finalise') && sampleOffices.some(({ code }) => code === office.code);
  const isEmpty = phase === 'open' && cases.latest(1).length === 0;
  if (!isOurs || !(isEmpty || filling !== undefined || fault !== undefined)) return null;
  return (
    <Panel title={t('home.practice')}>
      {fault && <FaultNotice fault={fault} />}
      <p>{t('home.practiceHint')}</p>
      {filling === undefined ? (
        <Button kind="primary" icon="plus" onPress={() => void fill()}>
          {t('home.practiceFill')}
        </Button>
      ) : (
        <div className="home-practice">
          <progress aria-label={t('home.practiceFilling', { ...filling })} value={filling.done} max={filling.all} />
          <span role="status">{t('home.practiceFilling', { ...filling })}</span>
          <Button icon="close" onPress={() => (stop.current = true)}>
            {t('home.practiceStop')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
