import { useMemo } from 'react';
import type { Likeness, WorkplaceFacts } from '../../../shared/search/likeness.ts';
import { similarWorkplaces } from '../../db/similar-workplaces.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import './similar-workplaces.css';
import { workplaceName, workplacePlace } from './workplace-name.ts';

interface SimilarWorkplacesProps {
  /** as they are being typed */
  readonly facts: WorkplaceFacts;
  /** the one that is being typed */
  readonly except?: string;
  /** what the button of each does, as a verb */
  readonly choose: string;
  readonly onChoose: (id: string) => void;
}

/** As many as can be compared at a glance. */
const SHOWN = 5;

/** Workplaces that may be the one being typed, beside it, each with why; nothing while there are none. */
export function SimilarWorkplaces({ facts, except, choose, onChoose }: SimilarWorkplacesProps) {
  const { workplaces } = useLists();
  const status = useListStatus(workplaces);
  const { employer, site, rtn, municipality, address } = facts;
  const found = useMemo(
    () =>
      similarWorkplaces(
        workplaces.columns,
        { employer, site, rtn, municipality, address },
        { most: SHOWN, ...(except === undefined ? {} : { except }) },
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [workplaces, status, employer, site, rtn, municipality, address, except],
  );
  const texts = useTexts(
    workplaces,
    useMemo(() => found.map(({ slot }) => slot), [found]),
  );
  if (found.length === 0) return null;
  return (
    <section className="similar-workplaces" aria-label={t('workplaces.similar')}>
      <h3>{t('workplaces.similar')}</h3>
      <p className="similar-workplaces-note">{t('workplaces.similarHint')}</p>
      <ul className="similar-workplaces-cards">
        <li className="similar-workplaces-own">
          <p className="similar-workplaces-note">{t('workplaces.typed')}</p>
          <WorkplaceLines {...facts} />
        </li>
        {found.map(({ slot, likeness }, at) => {
          const text = texts[at];
          if (text === undefined) return null;
          return (
            <li key={slot}>
              <Reasons likeness={likeness} />
              <WorkplaceLines {...text} />
              <Button size="small" label={`${choose}: ${workplaceName(text)}`} onPress={() => onChoose(text.id)}>
                {choose}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Reasons({ likeness }: { readonly likeness: Likeness }) {
  return (
    <span className="similar-workplaces-why">
      {likeness.reasons.map((reason) => (
        <Badge key={reason} kind="warn">
          {t(`workplaces.reason_${reason}`)}
        </Badge>
      ))}
    </span>
  );
}

/** A workplace in a few lines, so that two of them can be compared line by line. */
export function WorkplaceLines({ employer, site, rtn, municipality, address }: WorkplaceFacts) {
  const place = workplacePlace({ municipality, address });
  return (
    <div>
      <strong>{workplaceName({ employer, site })}</strong>
      <p className="similar-workplaces-note">{rtn === '' ? t('workplaces.noRtn') : t('workplaces.rtn', { rtn })}</p>
      <p className="similar-workplaces-note">{place === '' ? t('workplaces.noPlace') : place}</p>
    </div>
  );
}
