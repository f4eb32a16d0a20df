import type { CallInput, CallValue, FoundBundle, Host } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { isTakenWhole } from '../../../shared/merge/ledger.ts';
import { readTrustList, type TrustList } from '../../../shared/roster/trust-list.ts';
import { makeBoxKeys, openBox, sessionUse } from '../../../shared/vault/box.ts';
import type { Database } from '../../db/database.ts';
import { listBundles } from '../../db/ledger.ts';

/** A bundle whose copy is here, and what it is read by. */
export interface OpenedBundle extends CallValue<'openBundle'> {
  readonly name: string;
  readonly key: Bytes;
  readonly ownKeys: readonly string[] | 'frase';
  readonly list: TrustList;
  /** identities of bundles that were taken in whole before: one that was only looked at, or refused, was never believed */
  readonly known: readonly string[];
}

/** What opens a bundle beside the key of this computer. */
export type Opening = Pick<CallInput<'unsealBundle'>, 'words' | 'sheets'>;

type OpenCalls = Pick<Host, 'openBundle' | 'unsealBundle' | 'closeBundle' | 'exchangeFacts'>;

/** Copies a bundle from its stick. Faults of `openBundle`. */
export async function copyBundle(
  host: OpenCalls,
  { token, name }: FoundBundle,
): Promise<Result<CallValue<'openBundle'> & { readonly name: string }>> {
  const copied = await host.openBundle({ token });
  return copied.ok ? ok({ ...copied.value, name }) : copied;
}

/**
 * Gets the key of a copied bundle, and what it is read by. Wrong words can be tried again. Faults: `bundle/not-for-us`,
 * `bundle/wrong-words`, `trust/none`, those of reading the ledger.
 * @param by the words of a bundle for somebody without a key; two sheets of the ministry; else the key of this computer
 */
export async function unsealBundle(
  db: Database,
  host: OpenCalls,
  copied: CallValue<'openBundle'> & { readonly name: string },
  by: Opening,
): Promise<Result<OpenedBundle>> {
  const facts = await host.exchangeFacts({});
  if (!facts.ok) return facts;
  const { trust, recipients } = facts.value;
  if (trust === undefined) return fail('trust/none');
  const list = readTrustList(trust.list);
  if (!list.ok) return list;
  const entries = await listBundles(db);
  if (!entries.ok) return entries;
  const { publicKey, privateKey } = await makeBoxKeys();
  const { reading } = copied;
  const boxed = await host.unsealBundle({ reading, transport: publicKey, ...by });
  if (!boxed.ok) return boxed;
  const key = await openBox(privateKey, sessionUse(db.vaultId, `bundle/${reading}`), boxed.value.key);
  if (!key.ok) return key;
  return ok({
    ...copied,
    key: key.value,
    ownKeys: by.words !== undefined ? 'frase' : by.sheets === undefined ? recipients : [list.value.rescate],
    list: list.value,
    known: entries.value.filter(isTakenWhole).map(({ identity }) => identity),
  });
}
