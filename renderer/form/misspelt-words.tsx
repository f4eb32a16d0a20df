import { useEffect, useMemo, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import type { TextWord } from '../../shared/spelling/words-in.ts';
import { t, tCount } from '../text/index.ts';
import { MenuButton } from '../ui/menu-button.tsx';
import type { SpellingHelp } from './writing-help.ts';

interface MisspeltWordsProps {
  /** in the order of the text */
  readonly misspelt: readonly TextWord[];
  readonly spelling: SpellingHelp;
  /** words of a protected field are names of people often: they are not offered to the office's dictionary */
  readonly mayLearn: boolean;
  readonly onReplace: (word: TextWord, by: string) => void;
}

/** More at once are not read; the rest follows as these are dealt with. */
const SHOWN = 6;

/** The words below a field that nobody knows, each with what can be done: one stop for Tab, the arrows move inside. */
export function MisspeltWords({ misspelt, spelling, mayLearn, onReplace }: MisspeltWordsProps) {
  const different = useMemo(() => {
    const byText = new Map<string, TextWord>();
    for (const word of misspelt) if (!byText.has(word.text)) byText.set(word.text, word);
    return [...byText.values()];
  }, [misspelt]);
  const shown = different.slice(0, SHOWN);
  return (
    <div className="form-misspelt">
      <span className="form-misspelt-label">{t('writing.check')}</span>
      <Toolbar aria-label={t('writing.check')} className="form-misspelt-words">
        {shown.map((word) => (
          <Misspelt
            key={word.text}
            word={word}
            spelling={spelling}
            mayLearn={mayLearn}
            onReplace={(by) => onReplace(word, by)}
          />
        ))}
      </Toolbar>
      {different.length > SHOWN && (
        <span className="form-misspelt-label">{tCount('writing.more', different.length - SHOWN)}</span>
      )}
    </div>
  );
}

interface MisspeltProps extends Pick<MisspeltWordsProps, 'spelling' | 'mayLearn'> {
  readonly word: TextWord;
  readonly onReplace: (by: string) => void;
}

function Misspelt({ word, spelling, mayLearn, onReplace }: MisspeltProps) {
  const [suggestions, setSuggestions] = useState<readonly string[]>();
  const { text } = word;
  useEffect(() => {
    let isWanted = true;
    void spelling.suggest(text).then((found) => {
      if (isWanted) setSuggestions(found);
    });
    return () => {
      isWanted = false;
    };
  }, [text, spelling]);
  const learn = mayLearn ? spelling.learn : undefined;
  return (
    <MenuButton
      label={text}
      quiet
      small
      items={[
        ...(suggestions ?? []).map((by) => ({ key: `=${by}`, label: by })),
        ...(suggestions?.length === 0 ? [{ key: 'none', label: t('writing.noSuggestion'), disabled: true }] : []),
        ...(learn === undefined ? [] : [{ key: 'learn', label: t('writing.learn'), icon: 'plus' as const }]),
        { key: 'ignore', label: t('writing.ignore'), icon: 'eyeOff' as const },
      ]}
      onSelect={(key) => {
        if (key === 'learn') learn?.(text);
        else if (key === 'ignore') spelling.ignore(text);
        else if (key.startsWith('=')) onReplace(key.slice(1));
      }}
    />
  );
}
