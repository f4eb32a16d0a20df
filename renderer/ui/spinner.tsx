import './button.css';

/** A turning ring for work under way; pass `label` where no text beside it says what is awaited. */
export function Spinner({ size = 16, label }: { readonly size?: number; readonly label?: string }) {
  return (
    <svg
      className="ui-spinner"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.2}
      strokeLinecap="round"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5" />
      <circle cx="10" cy="10" r="7.5" opacity="0.25" />
    </svg>
  );
}
