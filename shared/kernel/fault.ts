/**
 * Every expected failure of the app. A code is a stable name; the sentence a person reads is in
 * `renderer/text` under the same code, so adding a code without its sentence does not compile.
 */
export const faultCodes = [
  // the door between processes
  'ipc/foreign-sender',
  'ipc/bad-input',
  'host/unexpected',
  // first run, unlock, people
  'vault/exists',
  'vault/missing',
  'vault/damaged',
  'vault/newer',
  'vault/locked',
  'vault/interrupted',
  'vault/wait',
  'vault/wrong-passphrase',
  'vault/wrong-sheets',
  'vault/sheets-of-another-set',
  'vault/same-sheet',
  'vault/other-device',
  'vault/last-manager',
  'vault/last-holder',
  'vault/person-left',
  'vault/key-not-held',
  'vault/already-granted',
  'vault/wrong-name',
  'vault/unknown-person',
  'vault/weak-passphrase',
  // rights
  'access/denied',
  'access/no-case-key',
  // the journal and the copies
  'journal/not-written',
  'journal/not-read',
  'journal/disk-full',
  'journal/differs',
  'journal/newer',
  'journal/lost',
  'snapshot/not-a-snapshot',
  'snapshot/damaged',
  'snapshot/newer',
  'snapshot/none',
  'snapshot/place-missing',
  'snapshot/unknown',
  'snapshot/busy',
  // the engine under the database
  'engine/older',
  'engine/without-switch',
  // the way of a case
  'procedure/no-move',
  'procedure/not-yours',
  'procedure/no-reason',
  'procedure/incomplete',
  'procedure/unreachable',
  'procedure/no-way-out',
  'procedure/no-annulment',
  'procedure/unknown-term',
  'procedure/unknown-competency',
  // the database
  'deadline/out-of-reach',
  'db/missing',
  'db/newer',
  'db/damaged',
  'db/disk-full',
  'db/changed-meanwhile',
  'db/unavailable',
  'db/behind',
  // exchange with other offices
  'exchange/not-a-case',
  'exchange/copied-computer',
  'exchange/built-on',
  // numbers of papers
  'numbers/block-empty',
  'numbers/block-overlaps',
  'numbers/block-given',
  'numbers/not-reserved',
  'numbers/not-given',
  'numbers/already-annulled',
  // evidence
  // codes read out of pictures, and scans of papers signed in ink
  'code/cannot-read',
  'scan/no-code',
  'scan/other-paper',
  'evidence/wrong-kind',
  'evidence/empty',
  'evidence/too-many',
  'evidence/exists',
  'evidence/missing',
  'evidence/damaged',
  'evidence/interrupted',
  'evidence/not-drawn',
  // rule sets of a screening
  'screening/not-json',
  'screening/newer-format',
  'screening/missing-part',
  'screening/key-taken',
  'screening/not-a-rule-set',
  'screening/not-scored',
  'screening/unknown-strength',
  'screening/unknown-dimension',
  'screening/unknown-question',
  'screening/repeated',
  'screening/no-last-outcome',
  // its confirmation by a second person
  'screening/unsaved',
  'screening/empty',
  'screening/same-person',
  // alerts that come in
  'alert/not-an-alert',
  'alert/damaged',
  'alert/newer',
  'alert/other-office',
  'alert/already-here',
  'alert/part-damaged',
  'alert/parts-missing',
  'alert/parts-mixed',
  // which offices there are, and whom to believe
  'trust/not-a-card',
  'trust/not-a-list',
  'trust/not-signed',
  'trust/other-root',
  'trust/differs',
  'trust/forgets',
  'trust/wrong-words',
  'trust/none',
  'trust/no-root',
  'trust/has-root',
  'trust/wrong-root-sheets',
  'trust/unknown-installation',
  'trust/already-revoked',
  'trust/card-taken',
  'trust/not-certified',
  // what offices send each other
  'bundle/not-a-file',
  'bundle/copy-failed',
  'bundle/not-a-bundle',
  'bundle/not-for-us',
  'bundle/wrong-words',
  'bundle/structure',
  'bundle/signature',
  'bundle/envelope',
  'bundle/unknown-sender',
  'bundle/sender-expired',
  'bundle/other-office',
  'bundle/content',
  'bundle/changes',
  'bundle/repeated-with-other-content',
  'bundle/newer-version',
  'bundle/cut-short',
  'bundle/too-large',
  'bundle/interrupted',
  'bundle/unknown-office',
  // packages of referrals
  'referral/stale-results',
  'referral/not-a-key',
  'referral/secret-key',
  'referral/mixed-keys',
  'referral/interrupted',
  'referral/too-large',
  'referral/not-verified',
  'referral/identities-differ',
  'contact/incomplete',
  // making documents
  'pdf/unreadable',
  'pdf/read-back-missing',
  'pdf/row-too-tall',
  'pdf/engine',
  // certificates and signatures
  'sign/not-a-certificate-file',
  'sign/wrong-certificate-passphrase',
  'sign/no-private-key',
  'sign/wrong-pin',
  'sign/token-silent',
  'sign/unsupported-key',
  'sign/expired',
  'sign/not-yet-valid',
  'sign/not-yours',
  'sign/unknown-certificate',
  'sign/no-free-field',
  'sign/changed-since-sealed',
  'sign/superseded',
  'copy/not-the-same',
  // files, printer
  'file/cancelled',
  'file/cannot-read',
  'file/cannot-write',
  'file/too-large',
  'file/disk-full',
  'file/not-read-back',
  'print/failed',
  'print/cancelled',
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** An expected failure as a value: a code and the facts a sentence needs. Never a text for people. */
export interface Fault {
  readonly code: FaultCode;
  readonly detail?: Readonly<Record<string, string | number | readonly string[]>>;
}

/**
 * Makes a fault.
 * @param code its stable name
 * @param detail facts for the sentence (seconds to wait, the field that is missing ...)
 */
export function fault(code: FaultCode, detail?: Fault['detail']): Fault {
  return detail === undefined ? { code } : { code, detail };
}
