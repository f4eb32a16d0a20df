/** Names of the calls the window may make. The preload exposes these and nothing else. */
export const callNames = [
  'appInfo',
  'createOffice',
  'confirmOffice',
  'listPeople',
  'unlock',
  'recover',
  'addPerson',
  'lock',
  'listCertificates',
  'importCertificate',
  'saveOfficeCertificate',
  'signDocument',
  'renderDocument',
  'openPreview',
  'closePreview',
  'saveDocument',
  'printDocument',
] as const;
export type CallName = (typeof callNames)[number];

/** Names of what the main process may tell the window. */
export const eventNames = ['locked'] as const;
export type EventName = (typeof eventNames)[number];
