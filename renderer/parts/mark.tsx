/** The mark of the app: a watchtower on a hill. Decorative; the name stands beside it. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
      <path d="M3 28c4-4.5 8-6.5 13-6.5S25 23.5 29 28" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M12 21.5V12h8v9.5" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      <path
        d="M10.5 12h11M11.5 12V8.5h2V10h1.5V8.5h2V10h1.5V8.5h2V12"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path d="M16 15v3" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M16 8V3.5l4.5 1.7L16 6.9" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
    </svg>
  );
}
