import * as v from 'valibot';
import data from './labour-words.json';

/** Words of Honduran labour and its papers, beside those of a general dictionary; lower case. */
export const labourWords: readonly string[] = v.parse(v.array(v.pipe(v.string(), v.regex(/^\p{Ll}{2,30}$/u))), data);
