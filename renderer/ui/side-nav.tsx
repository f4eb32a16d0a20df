import type { IconName } from './icons.tsx';
import { Icon } from './icons.tsx';
import './nav.css';

interface SideNavItem<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly icon: IconName;
  /** keys that go there, shown at the right */
  readonly shortcut?: string;
}

export interface SideNavProps<K extends string> {
  readonly label: string;
  readonly items: readonly SideNavItem<K>[];
  readonly current: K | undefined;
  readonly onSelect: (key: K) => void;
}

/** The parts of the app, one below the other. */
export function SideNav<K extends string>({ label, items, current, onSelect }: SideNavProps<K>) {
  return (
    <nav aria-label={label} className="ui-side-nav">
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          className="ui-side-nav-item"
          aria-current={item.key === current ? 'page' : undefined}
          onClick={() => onSelect(item.key)}
        >
          <Icon name={item.icon} />
          <span className="ui-side-nav-label">{item.label}</span>
          {item.shortcut !== undefined && (
            <span className="ui-side-nav-keys" aria-hidden="true">
              {item.shortcut}
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
