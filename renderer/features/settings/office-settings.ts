import { inspectionTypes } from '../../../shared/catalog/catalog.ts';
import {
  checkNumberTemplate,
  defaultAcronym,
  defaultNumberTemplate,
  formatNumber,
  type TemplateProblem,
} from '../../../shared/record/numbering.ts';
import type { Paper } from '../../../shared/report/report.ts';
import type { OfficeSettings } from '../../db/settings.ts';
import { checkLetterhead, letterheadLines } from '../../parts/letterhead.ts';

/** The settings as typed. */
export interface OfficeForm {
  /** one line of the letterhead each */
  readonly letterhead: string;
  readonly paper: Paper;
  readonly numberTemplate: string;
  readonly acronym: string;
  readonly chiefName: string;
  readonly chiefPosition: string;
}

/** What is wrong with the settings as typed; an absent field is fine. */
export interface OfficeProblems {
  readonly letterhead?: 'missing' | 'too-long';
  readonly numberTemplate?: TemplateProblem;
  readonly acronym?: 'malformed';
}

/** Stored settings as a form; an office that never chose a template has the default one. */
export function officeForm(settings: OfficeSettings): OfficeForm {
  return {
    letterhead: settings.letterhead.join('\n'),
    paper: settings.paper,
    numberTemplate: settings.numberTemplate === '' ? defaultNumberTemplate : settings.numberTemplate,
    acronym: settings.acronym === '' ? defaultAcronym : settings.acronym,
    chiefName: settings.chiefName,
    chiefPosition: settings.chiefPosition,
  };
}

/** The form as settings: blank lines at the ends and blanks around lines are not part of a letterhead. */
export function officeSettings(form: OfficeForm): OfficeSettings {
  return {
    letterhead: letterheadLines(form.letterhead),
    paper: form.paper,
    numberTemplate: form.numberTemplate.trim(),
    acronym: form.acronym.trim().toUpperCase(),
    chiefName: form.chiefName.trim(),
    chiefPosition: form.chiefPosition.trim(),
  };
}

/** Checks the form. */
export function checkOffice(form: OfficeForm): OfficeProblems {
  const letterhead = checkLetterhead(form.letterhead);
  const numberTemplate = checkNumberTemplate(form.numberTemplate.trim());
  return {
    ...(letterhead === undefined ? {} : { letterhead }),
    ...(numberTemplate === undefined ? {} : { numberTemplate }),
    ...(/^[A-Z0-9]{2,12}$/.test(form.acronym.trim().toUpperCase()) ? {} : { acronym: 'malformed' as const }),
  };
}

/**
 * A number as the template would make it; undefined while the template is not a good one.
 * @param office code of the office
 */
export function exampleNumber(
  { numberTemplate, acronym }: Pick<OfficeForm, 'numberTemplate' | 'acronym'>,
  office: string,
  year: number,
): string | undefined {
  if (checkNumberTemplate(numberTemplate.trim()) !== undefined) return undefined;
  const type = inspectionTypes[0]?.abbreviation ?? 'ORD';
  return formatNumber(numberTemplate.trim(), {
    acronym: acronym.trim().toUpperCase(),
    type,
    office,
    year,
    sequence: 1,
  });
}
