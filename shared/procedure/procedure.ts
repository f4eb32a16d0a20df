import * as v from 'valibot';
import { roles } from '../access/roles.ts';
import { Confidence } from '../catalog/entry.ts';
import procedureData from './procedure.json';

/** What a case may be: the way of a case in its order, then the side exits. Cases are kept under these names. */
export const caseStates = [
  'draft',
  'assigned',
  'visiting',
  'recorded',
  'notified',
  'correcting',
  'corrected',
  'reinspection',
  'resolution',
  'fineNotified',
  'exempt',
  'appeal',
  'paid',
  'collection',
  'archived',
  'obstruction',
  'noInfringement',
  'conciliated',
  'annulled',
] as const;
export type CaseState = (typeof caseStates)[number];

/** The states in which nothing more happens; only an archived case can be opened again. */
export const endStates: readonly CaseState[] = ['archived', 'annulled'];

/** Kinds of record that a step may leave in the case. */
export const recordForms = [
  'complaint',
  'order',
  'checklist',
  'inspection',
  'screening',
  'notification',
  'reinspection',
  'resolution',
  'payment',
  'appeal',
  'conciliation',
] as const;
export type RecordKindKey = (typeof recordForms)[number];

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const key = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,39}$/));
const state = v.picklist(caseStates);
const role = v.picklist(roles);

/** How sure something is and where it was found; `norm` is printed as law only when `verified` (`printableNorm`). */
const fact = { confidence: Confidence, norm: v.exactOptional(text(200)), source: text(300) };
const by = v.pipe(v.array(role), v.minLength(1), v.readonly());

const StateEntry = v.strictObject({ key: state, label: text(80), ...fact });

/** One allowed change of state: `by` are the roles that may make it. */
export const Move = v.strictObject({
  key,
  from: state,
  to: state,
  label: text(120),
  needsReason: v.boolean(),
  by,
  ...fact,
});
export type Move = v.InferOutput<typeof Move>;

/** A move that starts from every state that is not an end. */
const Exit = v.omit(Move, ['from']);
/** Opens an archived case again, back to where it was; always with a reason. */
const Reopening = v.omit(Move, ['from', 'to', 'needsReason']);

/** What somebody is to do: one line of the list that belongs to a type of inspection. */
export const Step = v.strictObject({
  /** unique in its type of inspection */
  key,
  label: text(120),
  who: role,
  /** key of a competency of the same procedure */
  competency: key,
  /** the record that shows that it was done */
  form: v.exactOptional(v.picklist(recordForms)),
  /** key of a term of the catalogue */
  term: v.exactOptional(key),
  /** the state that the case has come to once it is done */
  reaches: v.exactOptional(state),
  /** what to do, as one tells a new colleague */
  help: text(1000),
  ...fact,
});
export type Step = v.InferOutput<typeof Step>;

/** What somebody must know how to do. */
export const Competency = v.strictObject({ key, label: text(80), description: text(600) });
export type Competency = v.InferOutput<typeof Competency>;

const list = <T extends v.GenericSchema>(entry: T, max: number) =>
  v.pipe(v.array(entry), v.maxLength(max), v.readonly());

/**
 * The way of a case and the steps of each type of inspection, as one version has them. Whether it hangs together
 * (every state can be reached, every term is known ...) is told by `checkProcedure`.
 */
export const Procedure = v.strictObject({
  states: list(StateEntry, caseStates.length),
  moves: list(Move, 200),
  exits: list(Exit, 10),
  reopen: Reopening,
  competencies: list(Competency, 60),
  /** `type`: key of a type of inspection of the catalogue */
  inspections: list(v.strictObject({ type: key, steps: list(Step, 40) }), 20),
});
export type Procedure = v.InferOutput<typeof Procedure>;

/** The name of the version that comes with the app; cases that began under it say so. Never changes. */
export const SHIPPED_PROCEDURE_ID = '0a7a1a7a-0000-4000-8000-000000000001';

/** Version 1. A proposal of this project: the text of the act itself could not be read. */
export const shippedProcedure: Procedure = v.parse(Procedure, procedureData);

/** The label of a state; its key when a version lost it, so that nothing vanishes. */
export function stateLabel(procedure: Procedure, wanted: CaseState): string {
  return procedure.states.find((entry) => entry.key === wanted)?.label ?? wanted;
}

/** A competency by its key. */
export function findCompetency(procedure: Procedure, wanted: string): Competency | undefined {
  return procedure.competencies.find((entry) => entry.key === wanted);
}
