import { fromBase64, randomBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { may } from '../../shared/access/permissions.ts';
import type { CaseBox } from '../../shared/ipc/contract.ts';
import { caseUse, importBoxKey, openBox, sealBox, sessionUse } from '../../shared/vault/box.ts';
import { openGrant, type Grantee } from './grants.ts';
import type { Keyring } from './keyring.ts';
import { KEY_LENGTH } from './levels.ts';
import type { EditedOffice } from './open-office.ts';
import { findPresent } from './people.ts';
import { findGrant, currentProtected, isOfLevel, keyName } from './who-holds.ts';

/** A way for somebody to the key of a case. */
export interface CaseWay {
  readonly kind: 'own' | 'protected';
  readonly box: CaseBox;
}

/**
 * Makes the key of a new case, for its liaisons and for whoever opens the case, if they are of those whom single cases
 * are given to.
 * @returns the key sealed to the window, and its boxes, which are kept with the case
 */
export async function makeCaseKey(
  office: EditedOffice,
  caseId: string,
): Promise<Result<{ readonly key: Bytes; readonly boxes: CaseBox[] }>> {
  const { keyring, person } = office;
  const secret = randomBytes(KEY_LENGTH);
  const { epoch, publicKey } = currentProtected(keyring);
  const boxes = [await boxFor(keyring, caseId, { id: keyName('protected', epoch), publicKey }, secret)];
  if (may(person.roles, 'protected.open')) {
    boxes.push(await boxFor(keyring, caseId, person, secret));
  }
  return ok({ key: await toWindow(office, caseId, secret), boxes });
}

/**
 * The ways by which a person may come to a case's key: boxes by name, and those of the level, plain or, in an
 * emergency, with the grant that is kept for it. Opens nothing: the act is recorded before anything is opened.
 * @returns at least one; or `access/no-case-key`
 */
export function waysToCaseKey(
  { keyring, person }: EditedOffice,
  boxes: readonly CaseBox[],
  emergency: boolean,
): Result<readonly CaseWay[]> {
  const own = boxes.filter(({ to }) => to === person.id).map((box): CaseWay => ({ kind: 'own', box }));
  const ofLevel = boxes.flatMap((box): CaseWay[] => {
    const grant = isOfLevel(box.to, 'protected') ? findGrant(keyring, box.to, person.id) : undefined;
    const opens = grant !== undefined && (grant.emergency !== true || emergency);
    return opens ? [{ kind: 'protected', box }] : [];
  });
  const ways = [...own, ...ofLevel];
  return ways.length === 0 ? fail('access/no-case-key') : ok(ways);
}

/**
 * Opens the key of a case for the window.
 * @returns the key sealed to the window; or `access/no-case-key` when none of the boxes opens any more (they were made
 *   to a key pair from before the person got a new passphrase)
 */
export async function openCaseKey(
  office: EditedOffice,
  caseId: string,
  ways: readonly CaseWay[],
): Promise<Result<Bytes>> {
  const secret = await findSecret(office, caseId, ways);
  return secret.ok ? ok(await toWindow(office, caseId, secret.value)) : secret;
}

/** What sharing a case's key needs. */
export interface CaseSharing {
  readonly personId: string;
  /** all of the case */
  readonly boxes: readonly CaseBox[];
  /** see `waysToCaseKey` */
  readonly ways: readonly CaseWay[];
}

/**
 * Seals the key of a case to another person by name.
 * @returns all boxes of the case; or `vault/unknown-person`, `vault/person-left`, `vault/key-not-held` (the person has
 *   no key pair yet), `access/denied` (their roles never open protected data), `access/no-case-key`
 */
export async function shareCaseKey(
  office: EditedOffice,
  caseId: string,
  { personId, boxes, ways }: CaseSharing,
): Promise<Result<CaseBox[]>> {
  const { keyring } = office;
  const to = findPresent(keyring, personId);
  if (!to.ok) return to;
  if (!may(to.value.roles, 'protected.open')) return fail('access/denied', { permission: 'protected.open' });
  if (to.value.state === 'legacy') return fail('vault/key-not-held');
  const secret = await findSecret(office, caseId, ways);
  if (!secret.ok) return secret;
  const box = await boxFor(keyring, caseId, to.value, secret.value);
  secret.value.fill(0);
  return ok([...boxes.filter((other) => other.to !== personId), box]);
}

/** The first of the boxes that opens. */
async function findSecret(office: EditedOffice, caseId: string, ways: readonly CaseWay[]): Promise<Result<Bytes>> {
  for (const { kind, box } of ways) {
    const privateKey = kind === 'own' ? office.holder.privateKey : await protectedKey(office, box.to);
    const use = caseUse(office.keyring.vaultId, caseId, box.to);
    const secret = privateKey && (await openBox(privateKey, use, box.box));
    if (secret?.ok === true && secret.value.length === KEY_LENGTH) return secret;
  }
  return fail('access/no-case-key');
}

async function protectedKey({ keyring, holder }: EditedOffice, name: string): Promise<CryptoKey | undefined> {
  const secret = await openGrant(keyring, name, holder);
  return secret.ok ? importBoxKey(secret.value) : undefined;
}

/** @param to a person, or a level's key by its name */
async function boxFor({ vaultId }: Keyring, caseId: string, to: Grantee, secret: Bytes): Promise<CaseBox> {
  return { to: to.id, box: await sealBox(fromBase64(to.publicKey), caseUse(vaultId, caseId, to.id), secret) };
}

/** Seals the key to the window of this session, and wipes it. */
async function toWindow({ keyring, transport }: EditedOffice, caseId: string, secret: Bytes): Promise<Bytes> {
  const box = await sealBox(transport, sessionUse(keyring.vaultId, `case/${caseId}`), secret);
  secret.fill(0);
  return box;
}
