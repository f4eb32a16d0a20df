import * as v from 'valibot';
import branchesData from './branches.json';
import checklistData from './checklist.json';
import { CatalogEntry, ChecklistItem, InspectionType, Infringement, Term, WorkplaceSize } from './entry.ts';
import { infringementKey, infringementWords } from './infringement-value.ts';
import infringementsData from './infringements.json';
import inspectionTypesData from './inspection-types.json';
import mattersData from './matters.json';
import originsData from './origins.json';
import termsData from './terms.json';
import sizesData from './workplace-sizes.json';

/** Economic branches of the minimum wage agreements. */
export const branches: readonly CatalogEntry[] = v.parse(v.array(CatalogEntry), branchesData);
/** What a visit verifies, in its order. */
export const checklist: readonly ChecklistItem[] = v.parse(v.array(ChecklistItem), checklistData);
/** What an employer may be found to have done, and how its fine is reckoned; the amounts are legal parameters. */
export const infringements: readonly Infringement[] = v.parse(v.array(Infringement), infringementsData);
/** Kinds of visit. */
export const inspectionTypes: readonly InspectionType[] = v.parse(v.array(InspectionType), inspectionTypesData);
/** Subjects a visit looks at. */
export const matters: readonly CatalogEntry[] = v.parse(v.array(CatalogEntry), mattersData);
/** Why a case was opened; belongs to the case file, never to a paper that the employer may see. */
export const origins: readonly CatalogEntry[] = v.parse(v.array(CatalogEntry), originsData);
/** Legal terms, many still without a number. */
export const terms: readonly Term[] = v.parse(v.array(Term), termsData);

/** Sizes of workplaces in the minimum wage agreements, smallest first. */
export const workplaceSizes: readonly WorkplaceSize[] = v.parse(v.array(WorkplaceSize), sizesData);

const catalogs = {
  branches,
  checklist,
  infringements,
  inspectionTypes,
  matters,
  origins,
  terms,
  workplaceSizes,
} as const;

export type CatalogName = keyof typeof catalogs;

/** The keys of a catalogue, in the order people see them. */
export function catalogKeys(name: CatalogName): readonly string[] {
  return catalogs[name].map((entry) => entry.key);
}

/** One entry of a catalogue; undefined for a key it does not have (e.g. written by a newer app). */
export function findEntry<N extends CatalogName>(name: N, key: string): (typeof catalogs)[N][number] | undefined {
  const entries: readonly (typeof catalogs)[N][number][] = catalogs[name];
  return entries.find((entry) => entry.key === key);
}

/** The Spanish label of an entry; the key itself when the catalogue does not know it, so that nothing vanishes. */
export function catalogLabel(name: CatalogName, key: string): string {
  const words = name === 'infringements' ? infringementWords(key) : undefined;
  return words ?? findEntry(name, key)?.label ?? key;
}

/** The infringement of the catalogue that a record names; undefined for an office's own. */
export function findInfringement(value: string): Infringement | undefined {
  return findEntry('infringements', infringementKey(value));
}
