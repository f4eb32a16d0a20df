import { equalBytes, fromBase64, randomBytes, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { RecoverySheet } from '../../shared/ipc/contract.ts';
import { boxKeysFromSeed } from '../../shared/vault/box.ts';
import {
  joinRecovery,
  SHEETS_NEEDED,
  shareToWords,
  splitRecovery,
  wordsToShare,
  type Share,
} from '../../shared/vault/recovery-sheets.ts';
import { grantKey, grantsTo, openGrant, withGrants, withoutGrants, type Holder } from './grants.ts';
import { RECOVERY, type Grant, type Keyring, type Recovery } from './keyring.ts';
import { currentKey, OFFICE_KEY } from './who-holds.ts';
import type { Edit, EditedOffice } from './open-office.ts';

const SEED_LENGTH = 32;

/** What is written on two sheets, as typed. */
export type TwoSheets = readonly [string, string];

/** Two sheets put together. */
export interface OpenedSheets {
  readonly holder: Holder;
  /** numbers of the two sheets, as typed */
  readonly indexes: readonly [number, number];
}

/**
 * Makes a new set of sheets and the key pair that they open.
 * @param holders who will keep a sheet each, 2 to 7
 * @param now milliseconds since 1970
 * @returns what the keyring keeps, and the sheets, which are kept nowhere
 */
export async function makeRecovery(
  holders: readonly string[],
  now: number,
): Promise<{ readonly recovery: Recovery; readonly sheets: RecoverySheet[] }> {
  const seed = randomBytes(SEED_LENGTH);
  const { publicKey } = await boxKeysFromSeed(seed);
  const { setId, setTag, sheets } = await makeSheetSet(seed, holders);
  seed.fill(0);
  const recovery: Recovery = {
    setId,
    setTag,
    total: holders.length,
    need: SHEETS_NEEDED,
    holders: [...holders],
    madeAt: instantFrom(now),
    publicKey: toBase64(publicKey),
  };
  return { recovery, sheets };
}

/**
 * Writes a seed on sheets, of which any two give it back.
 * @param seed 32 random bytes; the caller wipes them
 * @param holders who will keep a sheet each, 2 to 7
 */
export async function makeSheetSet(
  seed: Bytes,
  holders: readonly string[],
): Promise<{ readonly setId: string; readonly setTag: number; readonly sheets: RecoverySheet[] }> {
  const setId = newId();
  const total = holders.length;
  const shares = await splitRecovery(seed, total);
  const sheets = shares.map((share, i): RecoverySheet => {
    const words = shareToWords(share);
    share.bytes.fill(0);
    return { setId, index: share.index, total, need: SHEETS_NEEDED, holder: holders[i] ?? '', words };
  });
  return { setId, setTag: shares[0]?.setTag ?? 0, sheets };
}

/**
 * The seed that is on two typed sheets; whose it is shows when it is used.
 * @returns 32 bytes, which the caller wipes; or the faults of {@link openSheets}
 */
export async function readSheets(typed: TwoSheets): Promise<Result<Bytes>> {
  const shares = readBoth(typed);
  if (!shares.ok) return shares;
  const seed = await joinRecovery(...shares.value);
  for (const share of shares.value) share.bytes.fill(0);
  return seed;
}

/**
 * Puts two typed sheets together.
 * @returns what they open; or `vault/wrong-sheets` (with `sheet` 1 or 2 when it can be told which one),
 *   `vault/sheets-of-another-set`, `vault/same-sheet`
 */
export async function openSheets(keyring: Keyring, typed: TwoSheets): Promise<Result<OpenedSheets>> {
  const both = readBoth(typed);
  if (!both.ok) return both;
  const { recovery } = keyring;
  // an office that has made no sheets yet: those typed are of another one
  if (recovery === undefined) return fail('vault/wrong-sheets');
  const [a, b] = both.value;
  if (a.setTag !== recovery.setTag || b.setTag !== recovery.setTag) return fail('vault/sheets-of-another-set');
  const seed = await joinRecovery(a, b);
  for (const share of [a, b]) share.bytes.fill(0);
  if (!seed.ok) return seed;
  const keys = await boxKeysFromSeed(seed.value);
  seed.value.fill(0);
  if (!equalBytes(keys.publicKey, fromBase64(recovery.publicKey))) return fail('vault/wrong-sheets');
  return ok({ holder: { id: RECOVERY, privateKey: keys.privateKey }, indexes: [a.index, b.index] });
}

/**
 * Seals to a new set of sheets everything that the giver holds.
 * @param giver who holds every key that there is: a person, or the old sheets
 * @returns the keyring with the new set instead of the old one; or `vault/key-not-held` when the giver lacks a key in
 *   use or one that the old sheets open; or `vault/damaged`
 */
export async function replaceRecovery(keyring: Keyring, recovery: Recovery, giver: Holder): Promise<Result<Keyring>> {
  const held = grantsTo(keyring, giver.id).map(({ key }) => key);
  const needed = [
    OFFICE_KEY,
    currentKey(keyring, 'reserved'),
    currentKey(keyring, 'protected'),
    ...grantsTo(keyring, RECOVERY).map(({ key }) => key),
  ];
  if (!needed.every((key) => held.includes(key))) return fail('vault/key-not-held');
  const grants: Grant[] = [];
  for (const key of held) {
    const secret = await openGrant(keyring, key, giver);
    if (!secret.ok) return secret;
    const to = { id: RECOVERY, publicKey: recovery.publicKey };
    grants.push(await grantKey(keyring.vaultId, { name: key, secret: secret.value }, to));
    secret.value.fill(0);
  }
  return ok(withGrants({ ...withoutGrants(keyring, RECOVERY), recovery }, grants));
}

/**
 * Makes a new set of sheets; those of the old one open nothing any more.
 * @param input.sheets two of the old set, for whoever does not hold every key
 * @returns the sheets; or a fault of `openSheets` or `replaceRecovery`
 */
export async function makeSheets(
  { keyring, holder, making }: EditedOffice,
  input: { readonly holders: readonly string[]; readonly sheets?: TwoSheets },
): Promise<Result<Edit<RecoverySheet[]>>> {
  const old = input.sheets === undefined ? undefined : await openSheets(keyring, input.sheets);
  if (old?.ok === false) return old;
  const { recovery, sheets } = await makeRecovery(input.holders, making.clock.now());
  const replaced = await replaceRecovery(keyring, recovery, old?.value.holder ?? holder);
  return replaced.ok ? ok({ keyring: replaced.value, value: sheets }) : replaced;
}

/**
 * Proves that two sheets open everything they are for. Nothing changes but the date of practice.
 * @returns the numbers of the sheets, and when; or a fault of `openSheets`, or `vault/damaged`
 */
export async function practiseRecovery(
  { keyring, making }: EditedOffice,
  typed: TwoSheets,
): Promise<Result<Edit<{ readonly indexes: [number, number]; readonly practisedAt: Instant }>>> {
  const opened = await openSheets(keyring, typed);
  if (!opened.ok) return opened;
  for (const { key } of grantsTo(keyring, RECOVERY)) {
    const secret = await openGrant(keyring, key, opened.value.holder);
    if (!secret.ok) return secret;
    secret.value.fill(0);
  }
  const practisedAt = instantFrom(making.clock.now());
  const recovery = keyring.recovery && { ...keyring.recovery, practisedAt };
  const [a, b] = opened.value.indexes;
  const value = { indexes: [a, b] as [number, number], practisedAt };
  return ok({ keyring: { ...keyring, ...(recovery && { recovery }) }, value });
}

function readBoth(typed: TwoSheets): Result<readonly [Share, Share]> {
  const first = readSheet(typed[0], 1);
  if (!first.ok) return first;
  const second = readSheet(typed[1], 2);
  return second.ok ? ok([first.value, second.value]) : second;
}

function readSheet(typed: string, sheet: 1 | 2): Result<Share> {
  const share = wordsToShare(typed);
  return share.ok ? share : fail(share.fault.code, { ...share.fault.detail, sheet });
}
