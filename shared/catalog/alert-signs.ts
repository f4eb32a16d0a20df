import * as v from 'valibot';
import alertSignsData from './alert-signs.json';
import { CatalogEntry } from './entry.ts';

/** A sign that anybody can see, in plain words; what it is called stands with the texts, for it is asked in three languages. */
const AlertSign = v.strictObject({
  key: CatalogEntry.entries.key,
  /** what a screening asks about it: keys of its questions. Only keys, for the offline form carries this list along */
  asks: v.array(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,59}$/))),
  /** one alone makes an alert urgent, whatever else it says */
  grave: v.exactOptional(v.literal(true)),
  confidence: CatalogEntry.entries.confidence,
  source: CatalogEntry.entries.source,
});
export type AlertSign = v.InferOutput<typeof AlertSign>;

/** The signs that an alert asks for, the gravest first. */
export const alertSigns: readonly AlertSign[] = v.parse(v.array(AlertSign), alertSignsData);

/** Who gives alerts. */
export const alertSenders = ['municipality', 'committee', 'civilSociety', 'line145', 'otherOffice', 'public'] as const;

/** Answers where nobody may be pressed to know. */
export const alertAnswers = ['yes', 'no', 'unknown'] as const;

/** The longest texts of an alert, in characters: the offline form, its file and the record in the office agree. */
export const alertLengths = {
  senderName: 120,
  senderContact: 200,
  facts: 4000,
  place: 300,
  employer: 200,
  recruiter: 200,
  route: 400,
  ages: 120,
} as const;

/** The most people of one alert. */
export const ALERT_MOST_PEOPLE = 99_999;
