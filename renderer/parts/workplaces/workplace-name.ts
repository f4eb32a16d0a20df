import { placeName } from '../../../shared/catalog/territory.ts';
import { normalise } from '../../../shared/search/normalise.ts';
import type { WorkplaceSummary } from '../../db/summaries.ts';
import { t } from '../../text/index.ts';

/** How a workplace is called: its employer, and its site where that has a name of its own, other than the employer's. */
export function workplaceName({ employer, site }: Pick<WorkplaceSummary, 'employer' | 'site'>): string {
  const named = employer === '' ? t('inspections.unnamed') : employer;
  return ['', normalise(named)].includes(normalise(site)) ? named : `${named} · ${site}`;
}

/** Where it is, as far as that is known. */
export function workplacePlace({ municipality, address }: Pick<WorkplaceSummary, 'municipality' | 'address'>): string {
  return [address, municipality === '' ? '' : placeName(municipality)].filter((part) => part !== '').join(', ');
}
