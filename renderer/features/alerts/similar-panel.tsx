import { useMemo } from 'react';
import type { AlertReason } from '../../../shared/alert/alert-likeness.ts';
import { placeName } from '../../../shared/catalog/territory.ts';
import { similarAlerts, similarCases } from '../../db/alert-rows.ts';
import type { AlertSummary } from '../../db/summaries.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { routeOfCase, type Go } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { alertName, alertPlace, reference, stateText } from '../../parts/alerts/alert-words.ts';

/** Alerts and cases that may be about the same, each with why. */
export function SimilarPanel({ alert, go }: { readonly alert: AlertSummary; readonly go: Go }) {
  const { alerts, cases } = useLists();
  const [status, caseStatus] = [useListStatus(alerts), useListStatus(cases)];
  /* eslint-disable react-hooks/exhaustive-deps -- a new status stands for other rows */
  const foundAlerts = useMemo(() => similarAlerts(alerts.columns, alert), [alerts, alert, status]);
  const foundCases = useMemo(() => similarCases(cases.columns, alert), [cases, alert, caseStatus]);
  /* eslint-enable react-hooks/exhaustive-deps */
  const alertTexts = useTexts(
    alerts,
    useMemo(() => foundAlerts.map(({ slot }) => slot), [foundAlerts]),
  );
  const caseTexts = useTexts(
    cases,
    useMemo(() => foundCases.map(({ slot }) => slot), [foundCases]),
  );
  const none = foundAlerts.length === 0 && foundCases.length === 0;
  return (
    <Panel title={t('alerts.similar')}>
      <p className="alert-note">{t(none ? 'alerts.similarNone' : 'alerts.similarHint')}</p>
      <ul className="alert-similar">
        {foundAlerts.map(({ slot, reasons }, at) => {
          const text = alertTexts[at];
          if (text === undefined) return null;
          const name = t('alerts.kicker', { reference: reference(text.id) });
          return (
            <Similar key={slot} name={name} reasons={reasons} onOpen={() => go({ name: 'alert', id: text.id })}>
              {[alertName(text), alertPlace(text), stateText(text.state)].filter((part) => part !== '').join(' · ')}
            </Similar>
          );
        })}
        {foundCases.map(({ slot, reasons }, at) => {
          const text = caseTexts[at];
          if (text === undefined) return null;
          const place = text.municipality === '' ? '' : placeName(text.municipality);
          const name = `${t('alerts.case')} ${text.number}`;
          return (
            <Similar key={slot} name={name} reasons={reasons} onOpen={() => go(routeOfCase(text))}>
              {[text.employer, place].filter((part) => part !== '').join(' · ')}
            </Similar>
          );
        })}
      </ul>
    </Panel>
  );
}

interface SimilarProps {
  readonly name: string;
  readonly reasons: readonly AlertReason[];
  readonly onOpen: () => void;
  readonly children: string;
}

function Similar({ name, reasons, onOpen, children }: SimilarProps) {
  return (
    <li>
      <span>
        <strong>{name}</strong>{' '}
        {reasons.map((reason) => (
          <Badge key={reason} kind="warn">
            {t(`alerts.reason_${reason}`)}
          </Badge>
        ))}
        <br />
        {children}
      </span>
      <Button size="small" label={`${t('alerts.open')}: ${name}`} onPress={onOpen}>
        {t('alerts.open')}
      </Button>
    </li>
  );
}
