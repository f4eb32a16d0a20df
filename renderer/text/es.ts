import alertForm from './es/alert-form.json';
import alerts from './es/alerts.json';
import audit from './es/audit.json';
import cases from './es/cases.json';
import calculators from './es/calculators.json';
import certificates from './es/certificates.json';
import common from './es/common.json';
import conflicts from './es/conflicts.json';
import deadlines from './es/deadlines.json';
import decommission from './es/decommission.json';
import diagnosis from './es/diagnosis.json';
import documents from './es/documents.json';
import evidence from './es/evidence.json';
import exchange from './es/exchange.json';
import faults from './es/faults.json';
import fields from './es/fields.json';
import guides from './es/guides.json';
import followUp from './es/follow-up.json';
import home from './es/home.json';
import inspections from './es/inspections.json';
import procedure from './es/procedure.json';
import numbers from './es/numbers.json';
import casePackage from './es/case-package.json';
import packages from './es/packages.json';
import papers from './es/papers.json';
import referral from './es/referral.json';
import safety from './es/safety.json';
import screening from './es/screening.json';
import trust from './es/trust.json';
import settings from './es/settings.json';
import updates from './es/updates.json';
import unlock from './es/unlock.json';
import verifierPage from './es/verifier-page.json';
import verify from './es/verify.json';
import victims from './es/victims.json';
import workplaces from './es/workplaces.json';
import writing from './es/writing.json';

/** Every text in Spanish, by name. It is the measure: other languages have exactly these names. */
export const es = {
  ...common,
  ...certificates,
  ...unlock,
  ...fields,
  ...faults,
  ...guides,
  ...home,
  ...inspections,
  ...diagnosis,
  ...documents,
  ...evidence,
  ...exchange,
  ...verify,
  ...verifierPage,
  ...casePackage,
  ...packages,
  ...papers,
  ...referral,
  ...safety,
  ...screening,
  ...settings,
  ...trust,
  ...updates,
  ...audit,
  ...decommission,
  ...conflicts,
  ...deadlines,
  ...cases,
  ...victims,
  ...workplaces,
  ...writing,
  ...procedure,
  ...numbers,
  ...calculators,
  ...alertForm,
  ...alerts,
  ...followUp,
};

/** The name of a text: `<area>.<what>`, as in es/<area>.json. A name that is not there does not compile. */
export type TextKey = keyof typeof es;
