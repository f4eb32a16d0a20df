import common from './es/common.json';
import diagnosis from './es/diagnosis.json';
import faults from './es/faults.json';
import unlock from './es/unlock.json';

/** The Spanish texts of the first screen, which every window opens with; a fifth of `es.ts`. */
export const es = { ...common, ...diagnosis, ...faults, ...unlock };
