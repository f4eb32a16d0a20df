import { useMemo, useState } from 'react';
import { fillPhrase } from '../../shared/phrase/fill-phrase.ts';
import { offerPhrases, stepsOf, type OfferedPhrase, type PhrasePlace } from '../../shared/phrase/offer-phrases.ts';
import { t } from '../text/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { SearchList } from '../ui/search-list.tsx';
import type { WritingHelp } from './writing-help.ts';

interface PhrasePickerProps {
  readonly place: PhrasePlace;
  readonly help: WritingHelp;
  /** the sentence with what the record knows filled in */
  readonly onChoose: (text: string) => void;
  readonly onClose: () => void;
}

/** The phrase bank over a field: those for the field first, each as it would be written now. */
export function PhrasePicker({ place, help, onChoose, onClose }: PhrasePickerProps) {
  // the record does not change while this is open
  const [infringements] = useState(() => help.infringements());
  const { kind, table, field } = place;
  const groups = useMemo(() => {
    const filled = (phrase: OfferedPhrase): string => fillPhrase(phrase, help.facts(phrase.infringement));
    const option = (phrase: OfferedPhrase) => ({ key: phrase.key, label: phrase.label, detail: filled(phrase) });
    const { fitting, others } = offerPhrases(help.phrases, stepsOf({ kind, table, field }), infringements);
    return [
      { title: t('writing.fitting'), options: fitting.map(option) },
      { title: t(fitting.length === 0 ? 'writing.all' : 'writing.others'), options: others.map(option) },
    ];
  }, [help, infringements, kind, table, field]);

  function choose(key: string): void {
    const chosen = groups.flatMap(({ options }) => options).find((option) => option.key === key);
    if (chosen) onChoose(chosen.detail);
  }

  return (
    <Dialog open wide onClose={onClose} title={t('writing.pickTitle')}>
      <SearchList label={t('writing.search')} groups={groups} onChoose={choose} />
      <p className="form-picker-hint">{t('writing.pickHint')}</p>
    </Dialog>
  );
}
