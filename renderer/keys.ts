import type { BoxedKey, Host, Session } from '../shared/ipc/contract.ts';
import type { Bytes } from '../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../shared/kernel/result.ts';
import { makeBoxKeys, openBox, sessionUse } from '../shared/vault/box.ts';
import { importDataKey, type SealingKeys } from '../shared/vault/seal.ts';
import type { CaseKeysPort, LevelKeys } from './db/database.ts';

/** The key pair that the window makes for one session: data keys come into the window sealed to it, never open. */
export interface Transport {
  /** goes along with `createOffice`, `unlock` and `recover` */
  readonly publicKey: Bytes;
  /** Takes the session's keys out of their boxes; fault `vault/damaged` when they are for another window. */
  readonly open: (session: Session) => Promise<Result<LevelKeys>>;
  /** The keys of single cases, asked from the main process and taken out of their boxes. */
  readonly caseKeys: (
    host: Pick<Host, 'makeCaseKey' | 'openCaseKey' | 'shareCaseKey'>,
    vaultId: string,
  ) => CaseKeysPort;
}

/** Makes the key pair for one session; its private half can be used and never read. */
export async function makeTransport(): Promise<Transport> {
  const { publicKey, privateKey } = await makeBoxKeys();

  async function openKey(vaultId: string, keyName: string, box: Bytes): Promise<Result<CryptoKey>> {
    const raw = await openBox(privateKey, sessionUse(vaultId, keyName), box);
    return raw.ok ? ok(await importDataKey(raw.value)) : raw;
  }

  async function openLevel(
    vaultId: string,
    level: string,
    boxed: readonly BoxedKey[],
  ): Promise<Result<SealingKeys | undefined>> {
    const keys = new Map<number, CryptoKey>();
    let current = 0;
    for (const { epoch, box } of boxed) {
      const key = await openKey(vaultId, `${level}/${epoch}`, box);
      if (!key.ok) return key;
      keys.set(epoch, key.value);
      current = epoch;
    }
    return ok(current === 0 ? undefined : { current, keys });
  }

  return {
    publicKey,
    open: async ({ vaultId, keys }) => {
      const office = await openLevel(vaultId, 'office', keys.office);
      if (!office.ok) return office;
      const reserved = await openLevel(vaultId, 'reserved', keys.reserved);
      if (!reserved.ok) return reserved;
      if (office.value === undefined) return fail('vault/key-not-held');
      return ok({ office: office.value, reserved: reserved.value });
    },
    caseKeys: (host, vaultId) => {
      const open = (caseId: string, box: Bytes) => openKey(vaultId, `case/${caseId}`, box);
      return {
        make: async (caseId) => {
          const made = await host.makeCaseKey({ caseId });
          if (!made.ok) return made;
          const key = await open(caseId, made.value.key);
          return key.ok ? ok({ key: key.value, boxes: made.value.boxes }) : key;
        },
        open: async ({ caseId, boxes, reason, emergency }) => {
          const opened = await host.openCaseKey({ caseId, boxes: [...boxes], reason, emergency });
          return opened.ok ? await open(caseId, opened.value.key) : opened;
        },
        share: async ({ caseId, boxes, personId, reason }) => {
          const shared = await host.shareCaseKey({ caseId, boxes: [...boxes], personId, reason });
          return shared.ok ? ok(shared.value.boxes) : shared;
        },
      };
    },
  };
}
