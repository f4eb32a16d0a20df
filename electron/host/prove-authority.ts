import { randomBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { certificatesOf } from '../../shared/signature/certificate.ts';
import { linksOf, type Link } from '../../shared/signature/chain.ts';
import { crlsOf } from '../../shared/signature/proof-store.ts';
import { listsOf } from '../../shared/signature/revocation.ts';
import { authorityOf } from '../../shared/signature/timestamp-request.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';
import { askOutside } from './ask-outside.ts';
import type { AskTimestamp } from './ask-timestamp.ts';

/** The largest revocation list that is taken into a document or kept for it. */
export const MAX_LIST_BYTES = 256 * 1024;
/** Addresses of one certificate that are tried; a second one is there for when the first is down. */
const MAX_ADDRESSES = 2;

/** What is to be proven, and what is known of it. */
export interface ProofWanted {
  /** the address of the authority whose stamp will be asked for */
  readonly url: string;
  /** certificates whose word counts in this office, DER */
  readonly roots: readonly Bytes[];
  /** lists that were handed over for offices without a network, DER */
  readonly lists: readonly Bytes[];
  /** the authorities of stamps that are in the document already, each up to its root, DER */
  readonly stamped: readonly (readonly Bytes[])[];
}

/**
 * Gathers the certificates and revocation lists of time-stamping authorities: they go into the very update that the next
 * stamp covers, so the authority has to be known before it stamps. Undefined when it does not answer at all.
 */
export type ProveAuthority = (wanted: ProofWanted) => Promise<ValidationData | undefined>;

/** Reads a revocation list from the address that is written in a certificate. */
export type ReadList = (url: string) => Promise<Bytes | undefined>;

/** @param patienceMs after which there is no list */
export function createReadList(patienceMs: number): ReadList {
  return (url) => askOutside(url, { maxBytes: MAX_LIST_BYTES, patienceMs });
}

/** Asking for stamps, and knowing who gives them. */
export interface Stamping {
  readonly askTimestamp: AskTimestamp;
  readonly proveAuthority: ProveAuthority;
}

/**
 * Asks for stamps and remembers whose they are: an authority that is not known yet since the start is asked once for a
 * stamp of random bytes. Lists are read from no address but those in certificates that a root of this office vouches for.
 */
export function createStamping(ask: AskTimestamp, readList: ReadList): Stamping {
  const latest = new Map<string, Bytes>();
  const askTimestamp: AskTimestamp = async (url, stamped) => {
    const token = await ask(url, stamped);
    if (token !== undefined) latest.set(url, token);
    return token;
  };
  return {
    askTimestamp,
    proveAuthority: async ({ url, roots, lists, stamped }) => {
      const token = latest.get(url) ?? (await askTimestamp(url, randomBytes(32)));
      if (token === undefined) return undefined;
      const paths = [...stamped, await authorityOf(token, roots)];
      const links = (await Promise.all(paths.map(certificatesOf))).flatMap(linksOf);
      const once = [...new Map(links.map((link) => [link.certificate.fingerprint, link])).values()];
      const read = oncePerAddress(readList);
      const found = await Promise.all(once.map((link) => newestList(link, lists, read)));
      return { certificates: paths.flat(), revocationLists: found.flatMap((list) => list ?? []) };
    },
  };
}

/** Certificates of one issuer name the same address. */
function oncePerAddress(readList: ReadList): ReadList {
  const asked = new Map<string, Promise<Bytes | undefined>>();
  return (url) => {
    const list = asked.get(url) ?? readList(url);
    asked.set(url, list);
    return list;
  };
}

/** The newest list that the issuer signed, of what was handed over and what is published. */
async function newestList({ certificate, issuer }: Link, handed: readonly Bytes[], read: ReadList) {
  const addresses = (certificate.listUrls ?? []).slice(0, MAX_ADDRESSES);
  const published = (await Promise.all(addresses.map(read))).flatMap((list) => list ?? []);
  const own = await Promise.all(
    [...handed, ...published].map(async (der) => ({
      der,
      list: (await listsOf(crlsOf([der]), certificate, issuer))[0],
    })),
  );
  const known = own.flatMap(({ der, list }) => (list === undefined ? [] : [{ der, at: list.thisUpdate }]));
  return known.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.der;
}
