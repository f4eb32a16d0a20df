import { alertAsks } from '../../../shared/screening/alert-asks.ts';
import { useFocusNext } from '../../form/use-focus-next.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { replyPath } from './screening-question.tsx';
import { questionText } from './screening-text.ts';
import { useAlertSigns } from './use-alert-signs.ts';
import type { ScreeningInHand } from './use-screening.ts';

interface AlertAsksPanelProps {
  readonly caseId: string;
  readonly inHand: ScreeningInHand;
}

/** What the alerts of the case give reason to ask and nobody has put yet; nothing where there is no such alert. */
export function AlertAsksPanel({ caseId, inHand }: AlertAsksPanelProps) {
  const signs = useAlertSigns(caseId);
  const focus = useFocusNext();
  const asks = alertAsks(signs, inHand.groups, inHand.facts.answers);
  if (asks.length === 0) return null;
  return (
    <Panel title={t('screening.toAsk')}>
      <p className="screening-note">{t('screening.toAskHint')}</p>
      <ul className="screening-asks">
        {asks.map(({ question, group }) => (
          <li key={question}>
            <Button
              kind="quiet"
              size="small"
              onPress={() => {
                inHand.setGroup(group);
                focus(replyPath(question));
              }}
            >
              {questionText(question, inHand.rules.sets)}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
