import alertForm from './en/alert-form.json';
import alerts from './en/alerts.json';
import audit from './en/audit.json';
import cases from './en/cases.json';
import calculators from './en/calculators.json';
import certificates from './en/certificates.json';
import common from './en/common.json';
import conflicts from './en/conflicts.json';
import deadlines from './en/deadlines.json';
import decommission from './en/decommission.json';
import diagnosis from './en/diagnosis.json';
import documents from './en/documents.json';
import evidence from './en/evidence.json';
import exchange from './en/exchange.json';
import faults from './en/faults.json';
import fields from './en/fields.json';
import guides from './en/guides.json';
import followUp from './en/follow-up.json';
import home from './en/home.json';
import inspections from './en/inspections.json';
import procedure from './en/procedure.json';
import numbers from './en/numbers.json';
import casePackage from './en/case-package.json';
import packages from './en/packages.json';
import papers from './en/papers.json';
import referral from './en/referral.json';
import safety from './en/safety.json';
import screening from './en/screening.json';
import trust from './en/trust.json';
import settings from './en/settings.json';
import updates from './en/updates.json';
import unlock from './en/unlock.json';
import verifierPage from './en/verifier-page.json';
import verify from './en/verify.json';
import victims from './en/victims.json';
import workplaces from './en/workplaces.json';
import writing from './en/writing.json';
import type { TextKey } from './es.ts';

/** Every text in English; one that Spanish has and English lacks does not compile. */
export const en = {
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
