import * as v from 'valibot';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Confidence } from './entry.ts';
import { referralDirectory, type ReferralInstitution } from './referral-directory.ts';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const date = v.pipe(v.string(), v.check(isPlainDate));

/** A telephone number as somebody dials it: digits, perhaps in groups, perhaps with the country before them. */
const NUMBER = /^\+?\d[\d -]{1,17}\d$/;
/** Groups stand apart by one dash or blank. */
const LOOSE = /[- ]{2}/;

/** Whether what was typed can be dialled. */
export function isTelephone(typed: string): boolean {
  return NUMBER.test(typed) && !LOOSE.test(typed);
}

/** An institution as an office has it from a day on, until the next such note. */
export const DirectoryVersion = v.strictObject({
  /** first day on which it holds */
  from: date,
  label: text(200),
  role: v.exactOptional(text(300)),
  telephones: v.pipe(
    v.array(v.strictObject({ number: v.pipe(v.string(), v.check(isTelephone)), label: v.exactOptional(text(120)) })),
    v.maxLength(8),
  ),
  /** from that day on it is not called any more */
  withdrawn: v.exactOptional(v.literal(true)),
  /** how it was confirmed: a letter, a call to the number, the institution's own page; without it nobody has */
  document: v.exactOptional(text(200)),
  by: text(120),
  on: date,
});
export type DirectoryVersion = v.InferOutput<typeof DirectoryVersion>;

/** What an office noted of institutions, by their key: those of the catalogue and its own. */
export type OfficeDirectory = Readonly<Record<string, readonly DirectoryVersion[]>>;

/** A number of an institution, and how sure it is. */
export interface TelephoneOnDay {
  readonly number: string;
  readonly label: string;
  readonly confidence: Confidence;
}

/** An institution as it stands on a day. */
export interface InstitutionOnDay {
  readonly key: string;
  readonly label: string;
  readonly role: string;
  readonly telephones: readonly TelephoneOnDay[];
  readonly confidence: Confidence;
  /** `later`: an own one whose first day is still to come */
  readonly state: 'offered' | 'withdrawn' | 'later';
  /** what the office noted; undefined while the catalogue's own stands */
  readonly version: DirectoryVersion | undefined;
}

/**
 * Every institution as it stands on a day: those of the catalogue in its order, then the office's own by their label.
 * What the office noted goes before the catalogue; a number that both have stays as sure as the surer of them says.
 */
export function directoryOn(day: PlainDate, office: OfficeDirectory): readonly InstitutionOnDay[] {
  const shipped = referralDirectory.map((entry): InstitutionOnDay => {
    const version = versionOn(day, office[entry.key] ?? []);
    if (version !== undefined) return fromVersion(entry.key, version, entry);
    const { key, label, role, telephones, confidence } = entry;
    return { key, label, role, telephones, confidence, state: 'offered', version };
  });
  const known = new Set(shipped.map(({ key }) => key));
  const own = Object.entries(office).flatMap(([key, versions]): readonly InstitutionOnDay[] => {
    const [first] = [...versions].sort((a, b) => a.from.localeCompare(b.from));
    if (known.has(key) || first === undefined) return [];
    const version = versionOn(day, versions);
    return [version === undefined ? { ...fromVersion(key, first), state: 'later' } : fromVersion(key, version)];
  });
  return [...shipped, ...own.sort((a, b) => a.label.localeCompare(b.label, 'es') || (a.key < b.key ? -1 : 1))];
}

/** How an institution is called on a day: one of the directory by its key, any other as it was named. */
export function institutionName(directory: readonly InstitutionOnDay[], named: string): string {
  return directory.find(({ key }) => key === named)?.label ?? named;
}

/** The version that holds on a day; of two from the same day the one noted later. */
function versionOn(day: PlainDate, versions: readonly DirectoryVersion[]): DirectoryVersion | undefined {
  return versions.reduce<DirectoryVersion | undefined>(
    (best, one) => (one.from <= day && (best === undefined || one.from >= best.from) ? one : best),
    undefined,
  );
}

const digitsOf = (number: string): string => number.replace(/\D/g, '');

function fromVersion(key: string, version: DirectoryVersion, shipped?: ReferralInstitution): InstitutionOnDay {
  const { label, role, telephones, withdrawn, document } = version;
  const known = new Map(shipped?.telephones.map((one) => [digitsOf(one.number), one] as const));
  return {
    key,
    label,
    role: role ?? shipped?.role ?? '',
    telephones: telephones.map((one) => {
      const before = known.get(digitsOf(one.number));
      return {
        number: one.number,
        label: one.label ?? before?.label ?? '',
        confidence: document === undefined ? (before?.confidence ?? 'unverified') : 'verified',
      };
    }),
    // a name that nobody confirmed is as sure as the catalogue where it is the catalogue's
    confidence: document === undefined ? (shipped?.label === label ? shipped.confidence : 'unverified') : 'verified',
    state: withdrawn === true ? 'withdrawn' : 'offered',
    version,
  };
}
