import './button.css';

/** A key or a chord as printed on the keyboard, e.g. `Ctrl+S`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className="ui-kbd">{keys}</kbd>;
}
