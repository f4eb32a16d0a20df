import type { TextStyle } from './nodes.ts';

/** Colours of the paper; all dark enough to survive a photocopier. */
export const ink = {
  text: '#1b1f24',
  quiet: '#4d5661',
  accent: '#17365a',
  rule: '#c3cad3',
  hairline: '#d9dee4',
  fill: '#edf1f6',
  watermark: '#e9ebee',
} as const;

/** Factor on the font's own line height (1.175 em): 9.6 pt text on 12.6 pt lines. */
export const leading = 1.12;

export const body: TextStyle = { fontSize: 9.6, lineHeight: leading, color: ink.text };
export const label: TextStyle = { fontSize: 8.8, bold: true, color: ink.quiet };
export const tableText: TextStyle = { fontSize: 8.9 };
export const largeTableText: TextStyle = { fontSize: 11, bold: true };
export const tableHead: TextStyle = { fontSize: 8.4, bold: true, color: ink.accent };
export const small: TextStyle = { fontSize: 7.6, color: ink.quiet };
