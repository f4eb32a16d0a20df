import type { ReactNode } from 'react';
import './layout.css';

/** Names and values side by side, for reading only. */
export function Facts({ rows }: { readonly rows: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="ui-facts">
      {rows.map(([label, value], index) => (
        <FactRow key={`${index}-${label}`} label={label} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
