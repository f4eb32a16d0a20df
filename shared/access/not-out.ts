/**
 * What the main process notes behind an act of letting a paper out that did not come off: the act itself is noted before,
 * since a power cut may come between. In Spanish, as all of the chain of acts.
 */
export const notOut = { printed: 'no se imprimió', exported: 'no se pudo guardar' } as const;
