import { useEffect, useMemo, useRef, useState } from 'react';
import { findGaps } from '../../../shared/kernel/gaps.ts';
import type { PhrasePlace } from '../../../shared/phrase/offer-phrases.ts';
import { t } from '../../text/index.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextArea, type TextMark } from '../../ui/text-area.tsx';
import { insertText, joined } from '../insert-text.ts';
import { MisspeltWords } from '../misspelt-words.tsx';
import { PhrasePicker } from '../phrase-picker.tsx';
import { useMisspelt } from '../use-misspelt.ts';
import { useWritingHelp } from '../writing-help.ts';
import type { ValueInputProps } from './parsed-input.tsx';

interface LongTextInputProps extends ValueInputProps {
  readonly place: PhrasePlace;
  /** what is written here may point to a person who must be protected */
  readonly isProtected: boolean;
}

/**
 * A long text with the help there is for it: Ctrl+J puts in a phrase of the bank, gaps and unknown words are marked
 * under the letters, and the unknown ones are listed below with what they may have been meant to be.
 */
export function LongTextInput({ place, isProtected, ...input }: LongTextInputProps) {
  const help = useWritingHelp();
  const area = useRef<HTMLTextAreaElement>(null);
  const [picking, setPicking] = useState(false);
  const toInsert = useRef<string>(undefined);
  const { value } = input;
  const isFixed = input.readOnly === true || input.disabled === true;
  const spelling = isFixed ? undefined : help?.spelling;
  const misspelt = useMisspelt(value, spelling);
  const marks = useMemo(
    (): readonly TextMark[] =>
      [
        ...misspelt.map(({ start, end }) => ({ kind: 'doubt' as const, start, end })),
        ...(help === undefined ? [] : findGaps(value).map(({ start, end }) => ({ kind: 'gap' as const, start, end }))),
      ].sort((a, b) => a.start - b.start),
    [misspelt, help, value],
  );

  // Once the list is gone the box can have the focus again. Not within the effect: the box tells of its new text at
  // once, and React would put back the old one before it takes it in.
  useEffect(() => {
    const text = toInsert.current;
    if (picking || text === undefined) return undefined;
    const timer = setTimeout(() => {
      const { current } = area;
      toInsert.current = undefined;
      if (current) insertText(current, joined(current.value.slice(0, current.selectionStart), text));
    });
    return () => clearTimeout(timer);
  }, [picking]);

  const canPick = help !== undefined && help.phrases.length > 0 && !isFixed;
  return (
    <>
      <TextArea
        {...input}
        rows={2}
        areaRef={area}
        marks={marks}
        onKeyDown={(event) => {
          if (!canPick || !event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'j') return;
          event.preventDefault();
          event.stopPropagation();
          setPicking(true);
        }}
        tool={
          canPick && (
            <IconButton
              icon="phrase"
              size={16}
              label={t('writing.pick', { field: input.label })}
              skipTab
              onPress={() => setPicking(true)}
            />
          )
        }
        below={
          spelling !== undefined &&
          misspelt.length > 0 && (
            <MisspeltWords
              misspelt={misspelt}
              spelling={spelling}
              mayLearn={!isProtected}
              onReplace={({ start, end }, by) => {
                // the menu gives the focus back to its button first
                setTimeout(() => area.current && insertText(area.current, by, { start, end }));
              }}
            />
          )
        }
      />
      {picking && help && (
        <PhrasePicker
          place={place}
          help={help}
          onChoose={(text) => {
            toInsert.current = text;
            setPicking(false);
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}
