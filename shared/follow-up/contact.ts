import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, instantInHonduras, isPlainDate, isPlainTime } from '../kernel/plain-date.ts';
import { reader, rowsOf, type RecordDraft } from '../record/draft.ts';
import type { Values } from '../record/fields.ts';
import { contactKinds, contactRows, type ContactKind } from '../record/kinds/contact-log.ts';

/** One contact with an institution, as the log has it. */
export interface Contact {
  /** of the row */
  readonly id: string;
  readonly kind: ContactKind;
  /** when it was; undefined for what is no day and hour, which counts for nothing */
  readonly at: Instant | undefined;
  /** key of the directory, or a name */
  readonly institution: string;
  readonly telephone: string;
  readonly person: string;
  readonly answered: 'yes' | 'no' | '';
  /** id or number of the referral that it belongs to; empty for none */
  readonly referral: string;
  readonly said: string;
  /** id of the piece of evidence that is the scanned receipt; empty for none */
  readonly piece: string;
  readonly nextStep: string;
  readonly nextOn: string;
  /** id of the row that this one says again; empty for none */
  readonly corrects: string;
  /** the row that says this one again; undefined while it stands */
  readonly correctedBy: string | undefined;
  readonly notedAt: string;
  readonly notedByName: string;
}

/** The contacts of a log, newest first; of one moment the one noted later. Those that were corrected are among them. */
export function contactsOf(log: RecordDraft): readonly Contact[] {
  const rows = rowsOf(log, contactRows);
  const correctedBy = new Map<string, string>();
  for (const row of rows) {
    const corrects = reader(log, row).text('corrects');
    if (corrects !== '' && corrects !== row.id) correctedBy.set(corrects, row.id);
  }
  const told = rows.map((row): Contact => {
    const { text } = reader(log, row);
    const [day, time, answered] = [text('contactOn'), text('contactTime'), text('answered')];
    return {
      id: row.id,
      // a kind of a newer version of the app is a contact all the same, and no receipt
      kind: contactKinds.find((kind) => kind === text('contactKind')) ?? 'followUp',
      at: isPlainDate(day) && isPlainTime(time) ? instantInHonduras(day, time) : undefined,
      institution: text('institution'),
      telephone: text('telephone'),
      person: text('contactPerson'),
      answered: answered === 'yes' || answered === 'no' ? answered : '',
      referral: text('referral').trim(),
      said: text('said'),
      piece: text('receiptPiece'),
      nextStep: text('nextStep'),
      nextOn: text('nextOn'),
      corrects: text('corrects'),
      correctedBy: correctedBy.get(row.id),
      notedAt: text('notedAt'),
      notedByName: text('notedByName'),
    };
  });
  const moment = ({ at, notedAt }: Contact): string => `${at ?? ''}|${notedAt}`;
  return told.sort((a, b) => (moment(a) < moment(b) ? 1 : moment(a) > moment(b) ? -1 : 0));
}

/** A contact while it is typed; names and limits are those of the columns. */
export interface ContactForm {
  readonly kind: ContactKind;
  readonly on: string;
  readonly time: string;
  readonly institution: string;
  readonly telephone: string;
  readonly person: string;
  readonly answered: 'yes' | 'no' | '';
  readonly referral: string;
  readonly said: string;
  readonly piece: string;
  readonly nextStep: string;
  readonly nextOn: string;
  readonly corrects: string;
}

/** A contact of a kind with nothing said yet, at a moment. */
export function emptyContact(kind: ContactKind, day: string, time: string): ContactForm {
  const none = { institution: '', telephone: '', person: '', answered: '', referral: '', said: '', piece: '' } as const;
  return { kind, on: day, time, ...none, nextStep: '', nextOn: '', corrects: '' };
}

/** A contact that stood, to be said again as a row of its own. */
export function correctionOf(contact: Contact, on: string, time: string): ContactForm {
  const { kind, institution, telephone, person, answered, referral, said, piece, nextStep, nextOn, id } = contact;
  return {
    ...{ kind, on, time, institution, telephone, person, answered, referral, said, piece, nextStep, nextOn },
    corrects: id,
  };
}

/** What is wrong with a contact: by field, why. */
export type ContactProblems = Partial<Record<keyof ContactForm, ContactProblem>>;
export type ContactProblem = 'missing' | 'notADay' | 'notATime' | 'future' | 'beforeReferral' | 'past';

/**
 * What is wrong with what was typed, if anything.
 * @param now milliseconds since 1970
 * @param issuedAt when the referral was sealed that it belongs to: nobody confirms what there was not yet
 */
export function checkContact(form: ContactForm, now: number, issuedAt?: Instant): ContactProblems {
  const problems: ContactProblems = {};
  if (form.institution.trim() === '') problems.institution = 'missing';
  if (!isPlainDate(form.on)) problems.on = form.on === '' ? 'missing' : 'notADay';
  if (!isPlainTime(form.time)) problems.time = form.time === '' ? 'missing' : 'notATime';
  if (problems.on === undefined && problems.time === undefined) {
    const at = Date.parse(instantInHonduras(form.on, form.time));
    if (at > now) problems[form.on > dateInHonduras(new Date(now).toISOString()) ? 'on' : 'time'] = 'future';
    // the clock of a form has no seconds
    else if (form.kind === 'receipt' && issuedAt !== undefined && at + MINUTE_MS <= Date.parse(issuedAt))
      problems.time = 'beforeReferral';
  }
  if (form.nextOn !== '' && !isPlainDate(form.nextOn)) problems.nextOn = 'notADay';
  else if (form.nextOn !== '' && isPlainDate(form.on) && form.nextOn < form.on) problems.nextOn = 'past';
  return problems;
}

const MINUTE_MS = 60_000;

/** What a row of the log holds of a contact. */
export function contactValues(
  form: ContactForm,
  noted: { readonly at: Instant; readonly by: string; readonly name: string },
): Values {
  const values = {
    contactKind: form.kind,
    contactOn: form.on,
    contactTime: form.time,
    institution: form.institution.trim(),
    telephone: form.telephone.trim(),
    contactPerson: form.person.trim(),
    answered: form.answered,
    referral: form.referral,
    said: form.said.trim(),
    receiptPiece: form.piece,
    nextStep: form.nextStep.trim(),
    nextOn: form.nextOn,
    corrects: form.corrects,
    notedAt: noted.at,
    notedBy: noted.by,
    notedByName: noted.name,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
