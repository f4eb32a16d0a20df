import { useMemo } from 'react';
import { placeName } from '../../../shared/catalog/territory.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import './similar-cases.css';
import { similarWords } from './similar.ts';

interface SimilarCasesProps {
  /** as it is being typed */
  readonly employer: string;
  readonly onOpen: (caseId: string) => void;
}

/** As many as can be compared at a glance. */
const SHOWN = 5;

/** Cases whose employer sounds like the one being typed, so that nobody opens the same case twice. */
export function SimilarCases({ employer, onOpen }: SimilarCasesProps) {
  const { cases } = useLists();
  const status = useListStatus(cases);
  const words = similarWords(employer);
  const slots = useMemo(
    () => (words === '' ? [] : [...cases.rows(words, { by: 'time', descending: true })].slice(0, SHOWN)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [cases, status, words],
  );
  const found = useTexts(cases, slots).filter((text) => text !== undefined);
  if (found.length === 0) return null;
  return (
    <section className="case-similar" aria-label={t('cases.similar')}>
      <h3>{t('cases.similar')}</h3>
      <p className="case-similar-hint">{t('cases.similarHint')}</p>
      <ul>
        {found.map((one) => (
          <li key={one.caseId}>
            <span>
              <strong>{one.employer}</strong> {one.number} {one.municipality === '' ? '' : placeName(one.municipality)}
            </span>
            <Button size="small" onPress={() => onOpen(one.caseId)}>
              {t('cases.openThis')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
