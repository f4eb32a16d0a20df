import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import type { AlertDecision } from '../../db/alerts.ts';
import type { Go } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { stateText } from '../../parts/alerts/alert-words.ts';

/** What was decided about an alert, by whom, when and why; newest first. */
export function DecisionsPanel({ decisions, go }: { readonly decisions: readonly AlertDecision[]; readonly go: Go }) {
  return (
    <Panel title={t('alerts.decisions')}>
      <ol className="alert-decisions">
        {decisions.map(({ to, target, reason, at, byName }) => (
          <li key={at}>
            <strong>{to === 'passed' ? `${stateText(to)}: ${target}` : stateText(to)}</strong>
            <p className="alert-note">
              {t('alerts.decisionBy', { date: formatDate(dateInHonduras(at)), name: byName })}
            </p>
            {reason !== '' && <p>{reason}</p>}
            {target !== '' && to !== 'passed' && (
              <Button
                size="small"
                label={`${t('alerts.open')}: ${stateText(to)}`}
                onPress={() => go(to === 'merged' ? { name: 'alert', id: target } : { name: 'case', id: target })}
              >
                {t('alerts.open')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
