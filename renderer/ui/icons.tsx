import type { ReactNode } from 'react';

/** Our drawings on a 20 x 20 grid with a 1.6 stroke; one path each keeps them one hand. */
const paths = {
  home: 'M3 9.2 10 3.5l7 5.7M5 8v8.5h3.8v-4.6h2.4v4.6H15V8',
  clipboard: 'M7 4H5v13h10V4h-2M7.5 2.8h5v2.6h-5zM7.6 9h4.8M7.6 12.4h4.8',
  document: 'M5 2.8h6.4L15 6.4v10.8H5zM11.2 2.8v3.8H15M7.6 10h4.8M7.6 13.2h4.8',
  shield: 'M10 2.6 16 5v4.6c0 3.8-2.5 6.5-6 7.8-3.5-1.3-6-4-6-7.8V5zM7.3 10l2 2 3.6-4',
  office: 'M3 17h14M4.5 17V8.2L10 4l5.5 4.2V17M8 17v-4h4v4M8 9.6h.01M12 9.6h.01',
  workplace: 'M3 17V9l4.5 2.6V9L12 11.6V3.5h3V17zM2 17h16M6.5 14h.01M10 14h.01',
  lock: 'M5 9h10v8H5zM7 9V6.4a3 3 0 0 1 6 0V9M10 12.4v1.6',
  unlock: 'M5 9h10v8H5zM7 9V6.4a3 3 0 0 1 5.8-1M10 12.4v1.6',
  help: 'M10 17.5a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15M7.8 7.8a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6M10 14h.01',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  close: 'm5 5 10 10M15 5 5 15',
  check: 'm4 10.5 4 4 8-9',
  chevronDown: 'm5 7.5 5 5 5-5',
  chevronUp: 'm5 12.5 5-5 5 5',
  chevronRight: 'm7.5 5 5 5-5 5',
  chevronLeft: 'm12.5 5-5 5 5 5',
  arrowUp: 'M10 16V4M5 9l5-5 5 5',
  arrowDown: 'M10 4v12M5 11l5 5 5-5',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5',
  edit: 'M3.5 16.5l.8-3.6 9-9 2.8 2.8-9 9zM11.5 5.7l2.8 2.8',
  undo: 'M4 8.5h8a4 4 0 0 1 0 8H8M7.5 5 4 8.5 7.5 12',
  redo: 'M16 8.5H8a4 4 0 0 0 0 8h4M12.5 5 16 8.5 12.5 12',
  print: 'M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6z',
  download: 'M10 3v9M6 8.5l4 4 4-4M4 16.5h12',
  upload: 'M10 13V4M6 7.5l4-4 4 4M4 16.5h12',
  signature: 'M2.5 14.5c2-1 4.5-9 6-9s-2.5 9 0 8 1.8-3.5 3-3.5.2 3 1.5 3 1.5-1.5 4.5-1.5M3 17.5h14',
  certificate: 'M10 12a4.3 4.3 0 1 0 0-8.6A4.3 4.3 0 0 0 10 12M7.5 11.3 6.5 17.5l3.5-1.8 3.5 1.8-1-6.2',
  person: 'M10 9.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M3.8 17c.6-3.2 3-5 6.2-5s5.6 1.8 6.2 5',
  people:
    'M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M2.5 16.5c.4-3 2.4-4.5 5-4.5s4.6 1.5 5 4.5M13 4.2a2.6 2.6 0 0 1 0 5M14.3 12.2c1.8.5 2.9 2 3.2 4.3',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  steps: 'M3 3.5h5v4H3zM12 8h5v4h-5zM3 12.5h5v4H3zM8 5.5h6.5V8M12 10H5.5v2.5',
  calculator:
    'M4.5 2.8h11v14.4h-11zM7 5.6h6v2.2H7zM7.2 11h.01M10 11h.01M12.8 11h.01M7.2 14.2h.01M10 14.2h.01M12.8 14.2h.01',
  clock: 'M10 17.5a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15M10 6v4.3l2.8 1.7',
  search: 'M8.8 14.3a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11M13 13l4 4',
  eye: 'M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5M10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4',
  eyeOff:
    'M3 3l14 14M8.3 5.2A8 8 0 0 1 10 5c4.7 0 7.5 5 7.5 5a13 13 0 0 1-2.3 2.8M12.3 14.6A7 7 0 0 1 10 15c-4.7 0-7.5-5-7.5-5a13 13 0 0 1 2.7-3.2',
  info: 'M10 17.5a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15M10 9.2V14M10 6.4h.01',
  warning: 'M10 3 18 16.8H2zM10 8.2v4M10 14.4h.01',
  error: 'M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7zM10 6.2v4.6M10 13.6h.01',
  success: 'M10 17.5a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15M6.6 10.3l2.3 2.3 4.5-5',
  save: 'M3.5 3.5h10l3 3v10h-13zM6.5 3.5v4h6v-4M6.5 16.5v-5h7v5',
  history: 'M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7M3.5 3.5V7H7M10 6.5V10l2.5 1.8',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  phrase: 'M3 4h14v9.5H9L5.5 17v-3.5H3zM6.2 7.4h7.6M6.2 10.2h5',
  key: 'M12.8 10.8a3.9 3.9 0 1 0-3.6-3.6L3 13.4V17h3.6v-2h2v-2h1.6z',
} as const;

export type IconName = keyof typeof paths;

/**
 * A drawing beside a word. It says nothing to a screen reader: the word does.
 * @param size edge in pixels
 */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      className="ui-icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
