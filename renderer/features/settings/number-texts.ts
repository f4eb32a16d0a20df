import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import type { ClassedSpan } from '../../../shared/record/number-gaps.ts';
import type { NumberRegister, StoredBlock } from '../../../shared/record/number-register.ts';
import type { NumberSpan } from '../../../shared/record/number-spans.ts';
import { EVERY_TYPE, numberTypeLabel } from '../../../shared/record/number-types.ts';
import { shortCode } from '../../db/number-register.ts';
import { t } from '../../text/index.ts';

/** `501 a 520`; one number alone. */
export function spanText({ from, to }: NumberSpan): string {
  return from === to ? String(from) : t('numbers.span', { from, to });
}

/** A type with its letters; `*` is every type. */
export function typeText(code: string): string {
  if (code === EVERY_TYPE) return t('numbers.everyType');
  const label = numberTypeLabel(code);
  return label === code ? code : `${label} (${code})`;
}

/** What a computer is called: by the note of its newest block, and always with the beginning of its code. */
export function computerText(
  installationId: string,
  { register: { blocks }, own }: { readonly register: Pick<NumberRegister, 'blocks'>; readonly own: string },
): string {
  if (installationId === own) return t('numbers.thisComputer');
  const code = shortCode(installationId);
  const named = blocks
    .filter((block) => block.installationId === installationId && block.note !== '')
    .sort((a, b) => b.at.localeCompare(a.at))[0];
  if (named === undefined) return t('numbers.computerUnnamed', { code });
  return t('numbers.computerNamed', { note: named.note, code });
}

/** The name of a person; the beginning of the id of somebody whom the keyring does not know. */
export function nameOf(id: string, people: readonly Pick<Person, 'id' | 'name'>[]): string {
  return people.find((person) => person.id === id)?.name ?? shortCode(id);
}

/** Who noted something, and when. */
export function byText({ by, at }: Pick<StoredBlock, 'by' | 'at'>, people: readonly Person[]): string {
  return t('numbers.byOn', { name: nameOf(by, people), on: formatDate(dateInHonduras(at)) });
}

/** What is known of numbers beside their class. */
export function spanDetail(
  { range, block, withPaper }: ClassedSpan,
  people: readonly Person[],
  computer: (installationId: string) => string,
): string {
  return [
    range === undefined
      ? ''
      : t('numbers.detailRange', {
          reason: range.reason,
          name: nameOf(range.by, people),
          on: formatDate(dateInHonduras(range.at)),
        }),
    block === undefined ? '' : computer(block.installationId),
    withPaper === true ? t('numbers.detailPaper') : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
