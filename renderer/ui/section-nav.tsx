import { memo } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icons.tsx';
import './nav.css';
import { useUiWords } from './words.tsx';

interface SectionNavItem<K extends string> {
  readonly key: K;
  readonly label: string;
  /** `none`: nothing to say yet */
  readonly state: 'done' | 'missing' | 'none';
  /** how many things are missing */
  readonly count?: number;
}

export interface SectionNavProps<K extends string> {
  readonly label: string;
  readonly items: readonly SectionNavItem<K>[];
  readonly current: K | undefined;
  readonly onSelect: (key: K) => void;
}

function SectionNavList<K extends string>({ label, items, current, onSelect }: SectionNavProps<K>) {
  const words = useUiWords();
  return (
    <nav aria-label={label} className="ui-section-nav">
      {items.map(({ key, label: name, state, count }) => (
        <button
          key={key}
          type="button"
          className="ui-section-nav-item"
          aria-current={key === current ? 'location' : undefined}
          onClick={() => onSelect(key)}
        >
          <span className={classNames('ui-section-nav-mark', `ui-section-nav-mark-${state}`)}>
            {state === 'done' && <Icon name="check" size={14} />}
            {state === 'missing' && <Icon name="warning" size={14} />}
          </span>
          {name}
          {state !== 'none' && (
            <span className="ui-visually-hidden">({state === 'done' ? words.done : words.missing})</span>
          )}
          {count !== undefined && count > 0 && <span className="ui-section-nav-count">{count}</span>}
        </button>
      ))}
    </nav>
  );
}

/** The sections of a long form with what is done and what is missing; jumping between them is free. */
export const SectionNav = memo(SectionNavList) as typeof SectionNavList;
