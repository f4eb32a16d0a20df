import { useMemo, useState, type KeyboardEvent } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
} from 'react-aria-components';
import './field.css';
import { foldText } from './fold-text.ts';
import type { Option } from './option.tsx';
import { useUiWords } from './words.tsx';

/** Options under a title of their own. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

export interface SearchListProps {
  /** above the box to type in */
  readonly label: string;
  readonly groups: readonly OptionGroup[];
  /** Enter on an option, or a click; Enter before any arrow takes the first that is shown */
  readonly onChoose: (key: string) => void;
}

/**
 * A list found by typing any words of its options (accents, case and order do not matter). The typing never leaves the
 * box; the arrows move through the list. Options have unique keys over all groups.
 */
export function SearchList({ label, groups, onChoose }: SearchListProps) {
  const words = useUiWords();
  const [typed, setTyped] = useState('');
  const shown = useMemo(() => matching(groups, typed), [groups, typed]);
  const takeFirst = (event: KeyboardEvent<HTMLDivElement>): void => {
    const pointed = event.target instanceof HTMLElement && event.target.getAttribute('aria-activedescendant');
    const first = shown[0]?.options[0];
    if (event.key !== 'Enter' || pointed || first === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChoose(first.key);
  };
  return (
    <div className="ui-search" onKeyDownCapture={takeFirst}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField className="ui-field" autoFocus>
          <Label className="ui-label">{label}</Label>
          <Input className="ui-control" spellCheck="false" autoComplete="off" />
        </SearchField>
        <ListBox
          className="ui-search-list"
          aria-label={label}
          onAction={(key) => onChoose(String(key))}
          renderEmptyState={() => <div className="ui-list-empty">{words.noMatch}</div>}
        >
          {shown.map(({ title, options }) => (
            <ListBoxSection key={title} id={title}>
              <Header className="ui-search-title">{title}</Header>
              {options.map(({ key, label: name, detail }) => (
                <ListBoxItem key={key} id={key} textValue={name} className="ui-search-option">
                  <span className="ui-search-label">{name}</span>
                  {detail !== undefined && <span className="ui-search-detail">{detail}</span>}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Autocomplete>
    </div>
  );
}

/** The groups with the options that have every word typed, those with it in their name first; empty groups fall away. */
function matching(groups: readonly OptionGroup[], typed: string): readonly OptionGroup[] {
  const wanted = foldText(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return groups.filter(({ options }) => options.length > 0);
  const has = (text: string): boolean => {
    const folded = foldText(text);
    return wanted.every((word) => folded.includes(word));
  };
  return groups
    .map(({ title, options }) => {
      const found = options.filter(({ label, detail }) => has(`${label} ${detail ?? ''}`));
      return { title, options: [...found.filter((o) => has(o.label)), ...found.filter((o) => !has(o.label))] };
    })
    .filter(({ options }) => options.length > 0);
}
