import { placeName } from '../../../shared/catalog/territory.ts';
import type { AlertState } from '../../../shared/record/kinds/alert-triage.ts';
import type { AlertSummary } from '../../db/summaries.ts';
import { findText, t } from '../../text/index.ts';

/** What people call an alert by: the beginning of its id, which the sender's file and slip bear as well. */
export function reference(id: string): string {
  return id.slice(0, 8).toUpperCase();
}

/** The employer as told, or that nobody told. */
export function alertName({ employer }: Pick<AlertSummary, 'employer'>): string {
  return employer === '' ? t('alerts.noEmployer') : employer;
}

/** Where it is, as far as anybody told. */
export function alertPlace({ municipality, place }: Pick<AlertSummary, 'municipality' | 'place'>): string {
  return [municipality === '' ? '' : placeName(municipality), place].filter((part) => part !== '').join(' · ');
}

export function stateText(state: AlertState): string {
  return t(`fields.alert_triage.decision.option.${state}`);
}

export function senderText(sender: string): string {
  return findText(`fields.alert.sender.option.${sender}`) ?? sender;
}
