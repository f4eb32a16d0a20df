import type { SupportSlip } from '../../shared/diagnosis/slip.ts';
import type { Ledger } from '../journal/ledger.ts';

/** How the chain of acts stands; undefined while nobody is signed in, or when it cannot be read. */
export async function chainOf(ledger: Pick<Ledger, 'checkAudit'>): Promise<SupportSlip['chain']> {
  const checked = await ledger.checkAudit();
  if (!checked.ok) return undefined;
  const { n, brokenAt } = checked.value;
  return { entries: n, ...(brokenAt === undefined ? {} : { brokenAt }) };
}
