import type { ReactNode } from 'react';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { SafetyKey, SafetyRow, SafetyState } from './safety-rows.ts';

const badges = {
  fine: { kind: 'success', icon: 'success' },
  attention: { kind: 'warn', icon: 'warning' },
  danger: { kind: 'error', icon: 'error' },
  unknown: { kind: 'neutral', icon: 'help' },
} as const satisfies Readonly<Record<SafetyState, unknown>>;

export interface FactsPanelProps {
  readonly rows: readonly SafetyRow[];
  /** what can be done about a fact */
  readonly actions: Partial<Record<SafetyKey, ReactNode>>;
}

/** Every fact in one line: how it stands, by mark and word, and what can be done. */
export function FactsPanel({ rows, actions }: FactsPanelProps) {
  return (
    <Panel title={t('safety.facts')} flush>
      <ul className="safety-rows">
        {rows.map(({ key, state, now, more }) => (
          <li key={key} className="safety-row">
            <Badge {...badges[state]}>{t(`safety.state.${state}`)}</Badge>
            <div>
              <h3 className="safety-row-title">{t(`safety.row.${key}`)}</h3>
              <p>{now}</p>
              {more !== undefined && <p className="safety-note">{more}</p>}
            </div>
            <div className="safety-row-actions">{actions[key]}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
