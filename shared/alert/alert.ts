import * as v from 'valibot';
import { ALERT_MOST_PEOPLE, alertAnswers, alertLengths, alertSenders, alertSigns } from '../catalog/alert-signs.ts';
import { fromUtf8, utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { isId } from '../kernel/id.ts';
import { isPlainDate } from '../kernel/plain-date.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** Of the fields of an alert; a form that asks for others makes alerts of a higher one. */
export const ALERT_VERSION = 1;

const text = (key: keyof typeof alertLengths) => v.pipe(v.string(), v.maxLength(alertLengths[key]));
const answer = v.picklist(alertAnswers);
const signKeys = new Set(alertSigns.map(({ key }) => key));

/**
 * An early alert, as it travels from the offline form to an office. Flat, and with the keys of the record that the office
 * keeps of it (`shared/record/kinds/alert.ts`). `''` is "not said".
 */
export const Alert = v.strictObject({
  version: v.literal(ALERT_VERSION),
  /** made by the form: the same alert twice is noticed by it */
  id: v.pipe(v.string(), v.check(isId)),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  /** of the texts */
  language: v.picklist(['es', 'en', 'fr']),
  sender: v.picklist(alertSenders),
  senderName: text('senderName'),
  senderContact: text('senderContact'),
  /** whether somebody is in danger now */
  danger: answer,
  facts: v.pipe(text('facts'), v.minLength(1)),
  signs: v.array(
    v.pipe(
      v.string(),
      v.check((key) => signKeys.has(key)),
    ),
  ),
  seenOn: v.union([v.literal(''), v.pipe(v.string(), v.check(isPlainDate))]),
  /** two digits */
  department: v.pipe(v.string(), v.regex(/^((0[1-9]|1[0-8]))?$/)),
  /** DDMM */
  municipality: v.pipe(v.string(), v.regex(/^((0[1-9]|1[0-8])\d{2})?$/)),
  place: text('place'),
  employer: text('employer'),
  recruiter: text('recruiter'),
  /** how and from where they were brought */
  route: text('route'),
  people: v.union([
    v.literal(''),
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/),
      v.check((n) => Number(n) <= ALERT_MOST_PEOPLE),
    ),
  ]),
  ages: text('ages'),
  children: answer,
});
export type Alert = v.InferOutput<typeof Alert>;

/** An alert as bytes: canonical JSON in UTF-8. */
export function writeAlert(alert: Alert): Bytes {
  return utf8(canonicalJson(alert));
}

/**
 * Reads what `writeAlert` wrote.
 * @returns the alert; `alert/newer` (`version`) when a newer form made it; `alert/damaged` when it is no alert
 */
export function readAlert(bytes: Bytes): Result<Alert> {
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch {
    return fail('alert/damaged');
  }
  const versioned = v.safeParse(v.object({ version: v.pipe(v.number(), v.integer()) }), value);
  if (!versioned.success) return fail('alert/damaged');
  const { version } = versioned.output;
  if (version > ALERT_VERSION) return fail('alert/newer', { version });
  const parsed = v.safeParse(Alert, value);
  return parsed.success ? ok(parsed.output) : fail('alert/damaged');
}
