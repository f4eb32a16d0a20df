import type { PhraseStep, PhraseText } from '../catalog/phrases.ts';

/** A phrase with a name that is unique among those offered: its key in the catalogue, or the id an office's has. */
export type OfferedPhrase = PhraseText & { readonly key: string };

/** A field of a form, as the forms name it. */
export interface PhrasePlace {
  /** key of the record kind */
  readonly kind: string;
  readonly table?: string | undefined;
  readonly field: string;
}

/** Which steps are written about in which field; a field that is not here is offered every phrase alike. */
const stepsByField: Readonly<Record<string, readonly PhraseStep[]>> = {
  'inspection/findings/fact': ['finding', 'documents', 'childWork', 'police'],
  'inspection/measures/scope': ['measure'],
  'inspection/measures/reason': ['measure'],
  'inspection/obstructionConduct': ['obstruction', 'police'],
  'inspection/employerStatement': ['employerStatement', 'correction'],
  'inspection/workerStatement': ['workerStatement'],
  'inspection/refusalReason': ['refusal'],
  'order/objective': ['order'],
  'notification/refusalReason': ['notification'],
  'notification/proof': ['notification'],
  'reinspection/reviewed/observed': ['reinspection'],
  'reinspection/employerStatement': ['employerStatement'],
  'reinspection/conclusion': ['reinspection', 'correction', 'archive'],
  'reinspection/refusalReason': ['refusal'],
  'resolution/facts': ['finding', 'reinspection', 'obstruction'],
  'resolution/grounds': ['resolution', 'exemption'],
  'resolution/decides': ['resolution', 'exemption', 'archive'],
  'resolution/fines/working': ['resolution'],
  'resolution/payment': ['payment'],
  'resolution/remedy': ['remedy'],
  'conciliation/agreement': ['conciliation'],
};

/** The steps a field is about. */
export function stepsOf({ kind, table, field }: PhrasePlace): readonly PhraseStep[] {
  return stepsByField[[kind, table, field].filter((part) => part !== undefined).join('/')] ?? [];
}

/**
 * The phrases in the order a person is offered them in a field: those for this field, with the infringements that the
 * record names first, then all others. Within each the order given is kept.
 */
export function offerPhrases(
  all: readonly OfferedPhrase[],
  steps: readonly PhraseStep[],
  infringements: ReadonlySet<string>,
): { readonly fitting: readonly OfferedPhrase[]; readonly others: readonly OfferedPhrase[] } {
  const isNamed = ({ infringement }: OfferedPhrase): boolean =>
    infringement !== undefined && infringements.has(infringement);
  const named = all.filter(isNamed);
  const inOrder = [...named, ...all.filter((phrase) => !isNamed(phrase))];
  return {
    fitting: inOrder.filter(({ step }) => steps.includes(step)),
    others: inOrder.filter(({ step }) => !steps.includes(step)),
  };
}
