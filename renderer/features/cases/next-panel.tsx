import { useState } from 'react';
import { newId } from '../../../shared/kernel/id.ts';
import { allowedMoves } from '../../../shared/procedure/moves.ts';
import { findCompetency, type Move } from '../../../shared/procedure/procedure.ts';
import { nextStep } from '../../../shared/procedure/steps.ts';
import { terms } from '../../../shared/catalog/catalog.ts';
import { roleName } from '../../parts/role-text.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { kindLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { beforeArchive, stageOf, standingOf } from './case-standing.ts';
import { MoveDialog } from './move-dialog.tsx';
import { openRecordOf } from './open-record.ts';
import type { CaseAround } from './use-case.ts';

interface NextPanelProps {
  readonly around: CaseAround;
  readonly go: Go;
}

/** What to do next, with the step of the procedure behind it, and every move that is allowed now. */
export function NextPanel({ around, go }: NextPanelProps) {
  const { db, may } = useSession();
  const [moving, setMoving] = useState<Move>();
  const { view, version } = around;
  const { procedure } = version;
  if (view.file === undefined) return null;
  const stage = stageOf(view);
  const step = nextStep(procedure, view.head.type, standingOf(view));
  const moves = may('case.write') ? allowedMoves(procedure, stage, db.roles, beforeArchive(view)) : [];
  // what the next step leads to, once its record is there, stands out
  const wanted = moves.find(({ to }) => to === step?.reaches);
  const form = step?.form;
  const term = terms.find(({ key }) => key === step?.term);
  const competency = step && findCompetency(procedure, step.competency);
  return (
    <Panel title={step === undefined ? t('cases.nothingNext') : t('cases.next', { step: step.label })}>
      {step && (
        <div className="case-next">
          <p>{step.help}</p>
          <Facts
            rows={[
              [t('cases.who'), roleName(step.who)],
              ...(competency === undefined ? [] : [[t('cases.competency'), competency.label] as const]),
              ...(term === undefined ? [] : [[t('cases.term'), term.label] as const]),
            ]}
          />
        </div>
      )}
      <div className="case-moves">
        {form !== undefined && may('case.write') && (
          <Button kind="primary" icon="plus" onPress={() => go(openRecordOf(around, form, newId()))}>
            {t('cases.write', { kind: kindLabel(form) })}
          </Button>
        )}
        {moves.map((move) => (
          <Button
            key={`${move.key}/${move.to}`}
            kind={form === undefined && move === wanted ? 'primary' : move.to === 'annulled' ? 'danger' : 'secondary'}
            onPress={() => setMoving(move)}
          >
            {move.label}
          </Button>
        ))}
      </div>
      {moving && <MoveDialog around={around} move={moving} onClose={() => setMoving(undefined)} />}
    </Panel>
  );
}
