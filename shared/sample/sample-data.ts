import * as v from 'valibot';
import { catalogKeys } from '../catalog/catalog.ts';
import { findMunicipality } from '../catalog/territory.ts';
import { isPractice } from '../report/practice.ts';
import sampleData from './sample-data.json';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const texts = v.pipe(v.array(text), v.minLength(1));
const municipality = v.pipe(
  v.string(),
  v.check((code) => findMunicipality(code) !== undefined),
);

const SampleOffice = v.strictObject({
  name: v.pipe(text, v.check(isPractice)),
  code: v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,6}$/)),
  municipality,
  /** where its workplaces are */
  places: v.pipe(v.array(municipality), v.minLength(1)),
});
/** An office that does not exist. */
export type SampleOffice = v.InferOutput<typeof SampleOffice>;

const Finding = v.strictObject({
  infringement: v.picklist(catalogKeys('infringements')),
  matter: v.picklist(catalogKeys('matters')),
  fact: text,
  /** what a second visit saw */
  observed: text,
  /** lempiras for each worker; 0 where nothing is owed */
  owedEach: v.number(),
  termDays: v.string(),
});
export type SampleFinding = v.InferOutput<typeof Finding>;

const SampleData = v.strictObject({
  offices: v.array(SampleOffice),
  trades: v.array(
    v.strictObject({
      branch: v.picklist(catalogKeys('branches')),
      siteKind: text,
      ciiu: v.string(),
      names: texts,
      /** workers of the biggest */
      most: v.number(),
    }),
  ),
  fancies: texts,
  forms: v.array(v.string()),
  given: texts,
  family: texts,
  streets: texts,
  findings: v.array(Finding),
  complaints: texts,
  clean: text,
  advice: text,
  child: v.strictObject({ task: text, hazard: text, fact: text }),
  obstruction: v.strictObject({ conduct: text, who: text, unit: text }),
  agreement: text,
  grounds: text,
  decides: text,
  reasons: texts,
});

/** What invented offices, workplaces and cases are put together from. */
export const sample = v.parse(SampleData, sampleData);
