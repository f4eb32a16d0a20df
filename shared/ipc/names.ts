/** Names of the calls the window may make. The preload exposes these and nothing else. */
export const callNames = [
  'appInfo',
  // the door: a new office, signing in and out
  'createOffice',
  'confirmOffice',
  'listPeople',
  'unlock',
  'recover',
  'lock',
  'noteActivity',
  // people and their keys
  'changePassphrase',
  'addPerson',
  'changeRoles',
  'removePerson',
  'resetPerson',
  'grantAccess',
  'setPolicy',
  'makeRecoverySheets',
  'practiseRecovery',
  // keys of single cases
  'makeCaseKey',
  'openCaseKey',
  'shareCaseKey',
  // the journal
  'commit',
  'readJournal',
  'seedJournal',
  'logAct',
  'renewInstallation',
  'checkAudit',
  'clearDatabase',
  // evidence: sealed by the window, kept as files by the main process
  'chooseEvidence',
  'readChosen',
  'beginEvidence',
  'appendEvidence',
  'finishEvidence',
  'cancelEvidence',
  'settleEvidence',
  'readEvidence',
  'mendEvidence',
  'unsettledEvidence',
  'dropEvidence',
  'chooseExportFolder',
  'saveEvidence',
  // sealed packages of referrals, filled file by file
  'beginPackage',
  'addToPackage',
  'signAnnexes',
  'finishPackage',
  'cancelPackage',
  // alerts that come in sealed, and the form that makes them
  'saveAlertForm',
  'openAlert',
  // copies
  'safetyFacts',
  'takeSnapshot',
  'checkSnapshots',
  'chooseSnapshotPlace',
  'forgetSnapshotPlace',
  'openSnapshot',
  'readSnapshot',
  'closeSnapshot',
  'restoreSnapshot',
  'decommission',
  // certificates, documents, files
  'listCertificates',
  'importCertificate',
  'saveOfficeCertificate',
  'signDocument',
  'signExtract',
  'renderDocument',
  'openPreview',
  'closePreview',
  'saveDocument',
  'saveDataFile',
  'printDocument',
] as const;
export type CallName = (typeof callNames)[number];

/** Names of what the main process may tell the window. */
export const eventNames = ['locked', 'journalDamaged'] as const;
export type EventName = (typeof eventNames)[number];
