import * as v from 'valibot';
import { isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import { infringements } from './catalog.ts';
import { printableNorm, type Confidence, type Fine } from './entry.ts';
import { infringementValue } from './infringement-value.ts';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const date = v.pipe(v.string(), v.check(isPlainDate));

/** How an office has an infringement from a day on, until the next such note. */
export const InfringementVersion = v.strictObject({
  /** first day on which it holds */
  from: date,
  label: text(160),
  norm: v.exactOptional(text(200)),
  /** key of the infringement of the catalogue that it is fined like; amounts are legal parameters, with dates of their own */
  fineAs: v.exactOptional(v.picklist(infringements.map(({ key }) => key))),
  /** from that day on it is not offered any more */
  withdrawn: v.exactOptional(v.literal(true)),
  /** the act, article and edition in which it was read; without one nobody has confirmed it */
  document: v.exactOptional(text(200)),
  by: text(120),
  on: date,
});
export type InfringementVersion = v.InferOutput<typeof InfringementVersion>;

/** What an office noted of infringements, by their key: those of the catalogue and its own. */
export type OfficeInfringements = Readonly<Record<string, readonly InfringementVersion[]>>;

/** An infringement as it stands on a day. */
export interface InfringementOnDay {
  readonly key: string;
  readonly label: string;
  readonly norm: string | undefined;
  readonly confidence: Confidence;
  readonly fine: Fine | undefined;
  /** `later`: an own one whose first day is still to come */
  readonly state: 'offered' | 'withdrawn' | 'later';
  /** what a record holds that names it on that day */
  readonly value: string;
  /** what the office noted; undefined while the catalogue's own stands */
  readonly version: InfringementVersion | undefined;
}

/** Every infringement as it stands on a day: those of the catalogue in its order, then the office's own by their label. */
export function infringementsOn(on: PlainDate, office: OfficeInfringements): readonly InfringementOnDay[] {
  const shipped = infringements.map((entry): InfringementOnDay => {
    const version = versionOn(on, office[entry.key] ?? []);
    const { key, label, norm, confidence, fine } = entry;
    if (version === undefined)
      return { key, label, norm, confidence, fine, state: 'offered', value: key, version: undefined };
    const noted = fromVersion(key, version);
    const same = noted.label === label && printableNorm(noted) === printableNorm(entry);
    return { ...noted, fine, value: same ? key : noted.value };
  });
  const known = new Set(shipped.map(({ key }) => key));
  const own = Object.entries(office).flatMap(([key, versions]): readonly InfringementOnDay[] => {
    const [first] = [...versions].sort((a, b) => a.from.localeCompare(b.from));
    if (known.has(key) || first === undefined) return [];
    const version = versionOn(on, versions);
    return [version === undefined ? { ...fromVersion(key, first), state: 'later' } : fromVersion(key, version)];
  });
  return [...shipped, ...own.sort((a, b) => a.label.localeCompare(b.label, 'es'))];
}

/** The version that holds on a day; of two from the same day the one noted later. */
function versionOn(on: PlainDate, versions: readonly InfringementVersion[]): InfringementVersion | undefined {
  return versions.reduce<InfringementVersion | undefined>(
    (best, one) => (one.from <= on && (best === undefined || one.from >= best.from) ? one : best),
    undefined,
  );
}

function fromVersion(key: string, version: InfringementVersion): InfringementOnDay {
  const { label, norm, fineAs, withdrawn, document } = version;
  const confidence = document === undefined ? 'unverified' : 'verified';
  // a norm nobody has confirmed is never printed as law
  const words = document === undefined || norm === undefined ? label : `${label} (${norm})`;
  return {
    key,
    label,
    norm,
    confidence,
    fine: infringements.find((entry) => entry.key === fineAs)?.fine,
    state: withdrawn === true ? 'withdrawn' : 'offered',
    value: infringementValue(key, words),
    version,
  };
}
