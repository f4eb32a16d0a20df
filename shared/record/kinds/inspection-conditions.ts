import type { Condition, FieldDef } from '../fields.ts';

/** Holds while a field says just this. */
export const is =
  (key: string, value: string): Condition =>
  (read) =>
    read.text(key) === value;

/** Inside the premises nothing can be counted when the employer prevented the inspection. */
export const unlessObstructed: Condition = (read) => read.text('obstructed') !== 'yes';

/** A field that counts people; they are statistics, so that everybody may see it. */
export const count = (key: string, required?: FieldDef['required']): FieldDef => ({
  key,
  kind: 'integer',
  min: 0,
  max: 999_999,
  level: 'public',
  ...(required === undefined ? {} : { required }),
});
