import type { Permission } from './permissions.ts';

/**
 * What is written down about each act of a person, and the right it needs. `case` acts carry details that only those
 * who may read cases can read later.
 */
export const acts = {
  created: { about: 'office' },
  unlocked: { about: 'office' },
  locked: { about: 'office' },
  /** wrong passphrases before the one that was right */
  'failed-attempts': { about: 'office' },
  saved: { about: 'case', needs: 'case.write' },
  finalised: { about: 'case', needs: 'case.finalise' },
  /** one more copy of a sealed paper, for somebody else than the file */
  'copy-made': { about: 'case', needs: 'case.finalise' },
  signed: { about: 'case', needs: 'document.sign' },
  /** a time stamp over a whole signed paper */
  stamped: { about: 'case', needs: 'document.sign' },
  viewed: { about: 'case', needs: 'case.read' },
  searched: { about: 'case', needs: 'case.read' },
  copied: { about: 'case', needs: 'case.read' },
  previewed: { about: 'case', needs: 'case.read' },
  printed: { about: 'case', needs: 'document.export' },
  exported: { about: 'case', needs: 'document.export' },
  verified: { about: 'case', needs: 'document.verify' },
  'draft-discarded': { about: 'case', needs: 'case.write' },
  /** a second person lets a result leave the office */
  'screening-confirmed': { about: 'case', needs: 'case.write' },
  'evidence-added': { about: 'case', needs: 'case.write' },
  /** its note, name or date, or that it went to the bin or came back */
  'evidence-changed': { about: 'case', needs: 'case.write' },
  'evidence-viewed': { about: 'case', needs: 'case.read' },
  'evidence-exported': { about: 'case', needs: 'document.export' },
  /** a sealed package left for an institution */
  'referral-packed': { about: 'case', needs: 'document.export' },
  'protected-opened': { about: 'case', needs: 'protected.open' },
  'protected-emergency': { about: 'case', needs: 'protected.emergency' },
  'protected-shared': { about: 'case', needs: 'protected.open' },
  /** lines about possible victims, by pseudonym, in the format of a standard */
  'victims-exported': { about: 'case', needs: 'victims.export' },
  'case-restored': { about: 'case', needs: 'snapshot.restore-case' },
  /** cases left for another office in a sealed bundle */
  'bundle-sent': { about: 'office', needs: 'exchange.send' },
  'bundle-received': { about: 'case', needs: 'exchange.receive' },
  'bundle-withdrawn': { about: 'case', needs: 'exchange.receive' },
  /** handed over, acknowledged, destroyed: what became of a bundle */
  'bundle-noted': { about: 'office', needs: 'exchange.send' },
  /** the tips of this computer's series were sealed, so that others can count on them */
  'series-sealed': { about: 'office', needs: 'exchange.send' },
  /** the root of the ministry, its list, or what it certified or revoked */
  'trust-changed': { about: 'office', needs: 'exchange.trust' },
  settings: { about: 'office', needs: 'settings.write' },
  /** numbers taken for forms that are filled in by hand */
  'numbers-reserved': { about: 'office', needs: 'case.finalise' },
  /** a number that was given, or spoiled on paper, is never to be given again */
  'number-annulled': { about: 'office', needs: 'case.finalise' },
  'person-added': { about: 'office', needs: 'people.manage' },
  'person-left': { about: 'office', needs: 'people.manage' },
  'person-reset': { about: 'office', needs: 'people.manage' },
  'roles-changed': { about: 'office', needs: 'people.manage' },
  'access-granted': { about: 'office', needs: 'people.grant' },
  'passphrase-changed': { about: 'office' },
  'certificate-added': { about: 'office', needs: 'document.sign' },
  recovered: { about: 'office' },
  'sheets-made': { about: 'office', needs: 'recovery.manage' },
  'sheets-practised': { about: 'office', needs: 'recovery.manage' },
  'snapshot-made': { about: 'office' },
  'snapshot-restored': { about: 'office' },
  'snapshot-place': { about: 'office', needs: 'snapshot.manage' },
  repaired: { about: 'office' },
  'audit-exported': { about: 'office', needs: 'audit.export' },
  /** another computer wrote with the same id, so this one took a new one */
  'installation-renewed': { about: 'office', needs: 'exchange.receive' },
  /** another version of the app was seen for the first time, or is about to take over */
  updated: { about: 'office', needs: 'settings.write' },
  decommissioned: { about: 'office', needs: 'office.decommission' },
} as const satisfies Readonly<Record<string, { readonly about: 'office' | 'case'; readonly needs?: Permission }>>;
export type ActName = keyof typeof acts;

/** An act as it is told to the log. */
export interface Act {
  readonly action: ActName;
  readonly caseId?: string;
  readonly documentId?: string;
  /** a short fact: the file name, the signer, the reason, the words searched for */
  readonly detail?: string;
}
