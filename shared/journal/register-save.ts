import type { ActName } from '../access/acts.ts';
import { registerOf, type WindowWrite } from '../access/may-commit.ts';
import { fromUtf8 } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { openWith, type SealingKeys } from '../vault/seal.ts';

/**
 * Whoever finalises may write into the register of numbers, and whoever exchanges into the ledger of bundles, which lie in the
 * office's own case beside its settings. So the main process opens such a save, and lets nothing in that is about anything else.
 * @param keys of the office's level
 * @param writes told as one of the acts of a register
 * @param action that act
 * @returns nothing; `ipc/bad-input` when a save does not open, or touches what is not in the register
 */
export async function staysInRegister(
  keys: SealingKeys,
  vaultId: string,
  writes: readonly WindowWrite[],
  action: ActName,
): Promise<Result<undefined>> {
  const register = registerOf[action];
  for (const write of writes) {
    if (write.t !== 'saves') continue;
    const { c, r, n, sealed, prot } = write.row;
    const opened = await openWith(keys, `${vaultId}|saves/${c}/${r}/${n}`, sealed);
    const isOfRegister =
      opened.ok && prot === undefined && entitiesOf(fromUtf8(opened.value)).every((entity) => isIn(entity, register));
    if (!isOfRegister) return fail('ipc/bad-input', { call: 'act' });
  }
  return ok(undefined);
}

const isIn = (entity: unknown, register: string | undefined): boolean =>
  register !== undefined && typeof entity === 'string' && entity.startsWith(register);

/** What each change in a save is about; one entry that is nothing where the save has not the shape of one. */
function entitiesOf(json: string): readonly unknown[] {
  const changes = parsed(json);
  if (!Array.isArray(changes) || changes.length === 0) return [undefined];
  return changes.map((change) => (change as { readonly op?: { readonly e?: unknown } } | null)?.op?.e);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    // whoever took the window over seals what they like
    return undefined;
  }
}
