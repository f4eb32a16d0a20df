import alertForm from './fr/alert-form.json';
import alerts from './fr/alerts.json';
import audit from './fr/audit.json';
import cases from './fr/cases.json';
import calculators from './fr/calculators.json';
import certificates from './fr/certificates.json';
import common from './fr/common.json';
import conflicts from './fr/conflicts.json';
import deadlines from './fr/deadlines.json';
import decommission from './fr/decommission.json';
import diagnosis from './fr/diagnosis.json';
import documents from './fr/documents.json';
import evidence from './fr/evidence.json';
import exchange from './fr/exchange.json';
import faults from './fr/faults.json';
import fields from './fr/fields.json';
import guides from './fr/guides.json';
import followUp from './fr/follow-up.json';
import home from './fr/home.json';
import inspections from './fr/inspections.json';
import procedure from './fr/procedure.json';
import numbers from './fr/numbers.json';
import casePackage from './fr/case-package.json';
import packages from './fr/packages.json';
import papers from './fr/papers.json';
import referral from './fr/referral.json';
import safety from './fr/safety.json';
import screening from './fr/screening.json';
import trust from './fr/trust.json';
import settings from './fr/settings.json';
import updates from './fr/updates.json';
import unlock from './fr/unlock.json';
import verifierPage from './fr/verifier-page.json';
import verify from './fr/verify.json';
import victims from './fr/victims.json';
import workplaces from './fr/workplaces.json';
import writing from './fr/writing.json';
import type { TextKey } from './es.ts';

/** Every text in French; one that Spanish has and French lacks does not compile. */
export const fr = {
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
} satisfies Readonly<Record<TextKey, string>>;
