import * as v from 'valibot';
import { Check } from './check.ts';
import { Ending } from './ending.ts';
import { sizeNames, type SupportSlip } from './slip.ts';

// Whoever gives support may read slips with a program. What goes out is checked against shapes that have no room for a
// name, a sentence or a path, so that a slip which grew by a field of words would not leave.

const word = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9 .,:/+_-]{0,79}$/));
const instant = v.pipe(v.string(), v.isoTimestamp());
const amount = v.pipe(v.number(), v.integer(), v.minValue(0));
const Size = v.strictObject({ files: amount, bytes: amount });

/** The slip as data, format `atalaya/support-slip/v1`: docs/formats/support-slip.md. */
const SlipData = v.strictObject({
  format: v.literal('atalaya/support-slip/v1'),
  madeAt: instant,
  versions: v.strictObject({
    ...{ app: word, electron: word, chrome: word, node: word, system: word },
    packaged: v.boolean(),
  }),
  computer: v.strictObject({ processors: amount, memoryMiB: amount, freeMemoryMiB: amount }),
  office: v.picklist(['new', 'locked', 'open', 'damaged', 'newer']),
  checks: v.array(Check),
  sizes: v.strictObject(v.entriesFromList(sizeNames, Size)),
  timings: v.strictObject({ sinceStart: amount, toServices: amount, toCheck: amount }),
  chain: v.exactOptional(v.strictObject({ entries: amount, brokenAt: v.exactOptional(amount) })),
  endings: v.array(Ending),
  log: v.array(
    v.strictObject({
      ...{ at: instant, call: word },
      incident: v.exactOptional(word),
      fault: v.exactOptional(word),
      reason: v.exactOptional(word),
      error: v.exactOptional(word),
      places: v.array(word),
    }),
  ),
});

/**
 * The support slip for programs: the same facts as the text that a person reads.
 * @returns JSON, two spaces deep, with a line end
 * @throws when the slip holds anything that the format has no room for, which is a bug
 */
export function slipJson(slip: SupportSlip): string {
  const data = v.parse(SlipData, { format: 'atalaya/support-slip/v1', ...slip });
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
