import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import type { Paper, Report } from './report.ts';
import { recoveryText } from './text/es.ts';

/** What a recovery sheet says. */
export interface RecoverySheetInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead?: readonly string[] };
  /** the recovery code in groups separated by `-` or blanks, as the screen shows it */
  readonly code: string;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/**
 * The sheet that lets an office back in after a forgotten passphrase: what it is, the code as text and as QR, how to
 * keep it. Nobody signs it and it has no number.
 */
export function buildRecoverySheet({ office, code, madeAt, paper }: RecoverySheetInput): Report {
  const { what, keep, qr } = recoveryText;
  const groups = code.trim().split(/[\s-]+/);
  const when = `${formatDate(dateInHonduras(madeAt))}, ${timeInHonduras(madeAt)} (hora del equipo)`;
  return {
    template: 'hoja-recuperacion',
    addressee: 'file',
    language: 'es-HN',
    title: recoveryText.title,
    number: '',
    version: 1,
    draft: false,
    madeAt,
    paper,
    letterhead: office.letterhead ?? [office.name],
    author: office.name,
    sections: [
      { heading: what.heading, blocks: [{ kind: 'paragraph', text: what.text }] },
      {
        heading: recoveryText.code.heading,
        blocks: [
          {
            kind: 'fields',
            rows: [
              { label: recoveryText.code.office, value: `${office.name} (${office.code})` },
              { label: recoveryText.code.madeAt, value: when },
              { label: recoveryText.code.label, value: groups.join(' - ') },
            ],
          },
          { kind: 'notice', text: recoveryText.notice },
        ],
      },
      { heading: keep.heading, blocks: [{ kind: 'numbered', items: keep.items }] },
    ],
    signatures: [],
    code: { qr: groups.join('-'), heading: qr.heading, lines: [groups.join(' - ')], alt: qr.alt },
    footer: recoveryText.footer,
  };
}
