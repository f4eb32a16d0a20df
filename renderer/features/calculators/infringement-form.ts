import type { InfringementOnDay, InfringementVersion } from '../../../shared/catalog/office-infringements.ts';
import { infringements } from '../../../shared/catalog/catalog.ts';
import { isPlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import type { TextKey } from '../../text/index.ts';

/** An infringement while it is typed. */
export interface InfringementForm {
  readonly label: string;
  readonly norm: string;
  /** key of the infringement of the catalogue that an own one is fined like; empty for none */
  readonly fineAs: string;
  readonly from: string;
  readonly document: string;
}

export type InfringementProblems = Partial<Record<keyof InfringementForm, TextKey>>;

/** What the form begins with: the infringement as it stands, to be noted anew from today. */
export function infringementForm(known: InfringementOnDay | undefined, today: PlainDate): InfringementForm {
  const { label = '', norm = '', version } = known ?? {};
  return { label, norm, fineAs: version?.fineAs ?? '', from: today, document: '' };
}

/**
 * What was typed as a note by somebody on a day.
 * @param made.withdrawn whether it is not to be offered any more from the day that was typed
 * @returns the note, or what is wrong with what was typed
 */
export function readInfringement(
  form: InfringementForm,
  made: { readonly by: string; readonly on: PlainDate; readonly withdrawn: boolean },
): { readonly version: InfringementVersion | undefined; readonly problems: InfringementProblems } {
  const [label, norm, document] = [form.label.trim(), form.norm.trim(), form.document.trim()];
  const problems: InfringementProblems = {
    ...(label === '' ? { label: 'calculators.problem_label' } : {}),
    ...(isPlainDate(form.from) ? {} : { from: 'calculators.problem_date' }),
    // a document confirms a norm, and without one there is nothing that it says
    ...(document !== '' && norm === '' ? { norm: 'calculators.problem_norm' } : {}),
  };
  if (Object.keys(problems).length > 0) return { version: undefined, problems };
  const fineAs = infringements.find(({ key }) => key === form.fineAs)?.key;
  const version: InfringementVersion = {
    from: form.from,
    label,
    ...(norm === '' ? {} : { norm }),
    ...(fineAs === undefined ? {} : { fineAs }),
    ...(made.withdrawn ? { withdrawn: true } : {}),
    ...(document === '' ? {} : { document }),
    by: made.by,
    on: made.on,
  };
  return { version, problems };
}
