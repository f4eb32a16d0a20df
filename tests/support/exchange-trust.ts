import path from 'node:path';
import type { exchangeCalls, Chosen } from './exchange-calls.ts';
import { got } from './session.ts';

const AUTHORITY = 'la lluvia cae despacio en La Esperanza';

/** An office, as far as trust between offices needs it. */
export interface Exchanging {
  readonly host: ReturnType<typeof exchangeCalls>;
  readonly chosen: Chosen;
  /** where what it saves lies */
  readonly out: string;
}

/** Makes the authority of the ministry in an office, which certifies itself with it. */
export async function makeAuthority({ host }: Exchanging): Promise<void> {
  const holders = ['Ministra', 'Secretaría General', 'Caja fuerte'];
  got(await host.makeExchangeRoot({ name: 'Autoridad inventada', passphrase: AUTHORITY, holders }));
  got(await host.confirmExchangeRoot({}));
}

/** The ministry certifies an office; everybody gets the new list. */
export async function certify(ministry: Exchanging, office: Exchanging, others: readonly Exchanging[] = []) {
  const card = got(await office.host.saveOfficeCard({}));
  const { replica, cardWords } = got(await office.host.exchangeFacts({}));
  ministry.chosen.files = [path.join(office.out, card.name)];
  got(await ministry.host.readOfficeCards({}));
  const heard = { replica, words: cardWords.join(' ') };
  got(await ministry.host.issueTrustList({ passphrase: AUTHORITY, cards: [heard] }));
  const list = got(await ministry.host.saveTrustList({}));
  const { rootWords = [] } = got(await ministry.host.exchangeFacts({}));
  for (const one of [office, ...others]) {
    one.chosen.files = [path.join(ministry.out, list.name)];
    const { kind } = got(await one.host.readTrustFile({}));
    got(await one.host.acceptTrust(kind === 'first' ? { words: rootWords.join(' ') } : {}));
  }
}

/** The ministry believes the computer of an office no more; it knows so at once, and nobody else. */
export async function revoke({ host }: Exchanging, office: Exchanging): Promise<void> {
  const { replica } = got(await office.host.exchangeFacts({}));
  got(await host.revokeInstallation({ passphrase: AUTHORITY, replica, reason: 'La robaron' }));
}

/** A stick, in a folder. */
export async function stickOf({ host, chosen }: Exchanging, folder: string): Promise<string> {
  chosen.folder = folder;
  return got(await host.chooseDrive({})).token;
}
