import { classNames } from './class-names.ts';
import { Icon } from './icons.tsx';
import './nav.css';

export interface ProblemListItem {
  readonly key: string;
  readonly kind: 'error' | 'warning';
  /** the field, e.g. "Patrono · RTN" */
  readonly where?: string | undefined;
  readonly text: string;
}

export interface ProblemListProps {
  readonly label: string;
  readonly items: readonly ProblemListItem[];
  /** goes to the field */
  readonly onSelect: (key: string) => void;
}

/** What is missing or wrong, each line a way to its field. */
export function ProblemList({ label, items, onSelect }: ProblemListProps) {
  return (
    <ul aria-label={label} className="ui-problem-list">
      {items.map((item) => (
        <li key={item.key}>
          <button
            type="button"
            className={classNames('ui-problem-item', `ui-problem-item-${item.kind}`)}
            onClick={() => onSelect(item.key)}
          >
            <Icon name={item.kind} size={16} />
            <span>
              {item.where !== undefined && <span className="ui-problem-where">{item.where}</span>}
              <span className="ui-problem-what">{item.text}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
