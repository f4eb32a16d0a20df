/** What was answered to a question; "no" and "nobody knows" are different things. */
export const replies = ['yes', 'no', 'unknown', 'notAsked'] as const;
export type Reply = (typeof replies)[number];

/** How an answer is known: seen by the official, told by the person, told by somebody else, read in a document. */
export const waysOfKnowing = ['seen', 'told', 'toldByOther', 'document'] as const;
export type WayOfKnowing = (typeof waysOfKnowing)[number];

/** One answer as it was written down; results are computed from these and never stored in their place. */
export interface Answer {
  readonly question: string;
  readonly reply: Reply;
  readonly how?: WayOfKnowing | undefined;
  /** ids of pieces of evidence of the case */
  readonly evidence: readonly string[];
  /** person id of the official who asked */
  readonly by: string;
  /** Instant */
  readonly at: string;
}

/**
 * The questions that stand at "yes". Where answers differ, a sign that somebody reported is not argued away by another
 * who did not: one "yes" is enough.
 */
export function yesIn(answers: readonly Answer[]): ReadonlySet<string> {
  return questionsWith(answers, 'yes');
}

/** The questions that somebody answered so. */
export function questionsWith(answers: readonly Answer[], wanted: Reply): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { question, reply } of answers) if (reply === wanted) found.add(question);
  return found;
}

/** What stands for each question: yes goes before no, and both before what nobody knows. */
export function standing(answers: readonly Answer[]): ReadonlyMap<string, Reply> {
  const stands = new Map<string, Reply>();
  for (const reply of [...replies].reverse()) {
    for (const question of questionsWith(answers, reply)) stands.set(question, reply);
  }
  return stands;
}
