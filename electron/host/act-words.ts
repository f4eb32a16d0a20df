import type { Role } from '../../shared/access/roles.ts';
import type { ProviderInput } from '../../shared/ipc/signing-settings.ts';
import type { UpdateChoice } from '../../shared/update/policy.ts';

/** How roles are called in the chain of acts, which is kept in Spanish; names of docs/glossary.md. */
const roleNames: Readonly<Record<Role, string>> = {
  inspector: 'inspección',
  supervisor: 'supervisión',
  chief: 'jefatura regional',
  liaison: 'enlace de trata',
  statistics: 'consulta estadística',
  administrator: 'administración',
};

/** What the chain of acts says of acts about people, keys and sheets. */
export const actWords = {
  roles: (held: readonly Role[]): string => held.map((role) => roleNames[role]).join(', '),
  added: (name: string, held: readonly Role[]): string => `${name}: ${actWords.roles(held)}`,
  changed: (name: string, before: readonly Role[], after: readonly Role[]): string =>
    `${name}: antes ${actWords.roles(before)}; ahora ${actWords.roles(after)}`,
  because: (what: string, reason: string): string => `${what}: ${reason}`,
  /** whose key it was, and what was said of it */
  key: (name: string, compromised = false): string =>
    compromised ? `${name} (su clave de firma pudo quedar en manos de otra persona)` : name,
  timestamps: (url: string | undefined): string =>
    url === undefined ? 'Sellos de tiempo: no se piden' : `Sellos de tiempo: se piden a ${url}`,
  updateChoice: (choice: UpdateChoice): string =>
    ({
      off: 'Actualizaciones: no se buscan',
      stick: 'Actualizaciones: solo de una memoria o carpeta',
      web: `Actualizaciones: también de ${choice.from === 'web' ? choice.url : ''}`,
    })[choice.from],
  updateSeen: (version: string): string => `Vista y comprobada: versión ${version}`,
  updateInstalled: (from: string, to: string): string => `De la versión ${from} a la ${to}`,
  updateBack: (from: string, to: string): string => `Vuelta de la versión ${from} a la ${to}`,
  stampList: (issuer: string, thisUpdate: string): string =>
    `Lista de revocación de una autoridad de sellado: ${issuer}, del ${thisUpdate.slice(0, 10)}`,
  stampListForgotten: (issuer: string): string => `Lista de revocación retirada: ${issuer}`,
  provider: ({ name, words, document }: ProviderInput): string =>
    `Emisor de certificados: ${name}: ${words === '' ? 'sin tipo de firma' : words} (${document === '' ? 'sin confirmar' : document})`,
  token: (module: string | undefined): string =>
    module === undefined ? 'Tokens de firma: no se usan' : `Tokens de firma: se usan con ${module}`,
  providerForgotten: (name: string): string => `Emisor de certificados retirado: ${name}`,
  failures: (count: number): string => (count === 1 ? 'Un intento fallido' : `${count} intentos fallidos`),
  sheets: ([a, b]: readonly [number, number]): string => `Hojas ${a} y ${b}`,
  sheetsMade: (holders: readonly string[]): string => `${holders.length} hojas: ${holders.join('; ')}`,
  /** what left in a package; the words that open it are never told */
  packed: (of: {
    readonly addressee: string;
    readonly files: number;
    readonly isForKeys: boolean;
    readonly sha256: string;
    readonly identitiesReason: string | undefined;
  }): string =>
    [
      of.addressee,
      of.files === 1 ? '1 archivo' : `${of.files} archivos`,
      of.isForKeys ? 'cifrado para la clave de la institución' : 'cifrado con palabras dichas por teléfono',
      ...(of.identitiesReason === undefined ? [] : [`con anexo de identidades: ${of.identitiesReason}`]),
      `SHA-256 ${of.sha256}`,
    ].join(' · '),
  /** a bundle that leaves; what is in it is told by no number or name */
  bundle: (of: {
    readonly name: string;
    readonly to: readonly string[] | undefined;
    readonly identity: string;
    readonly protectedReason: string | undefined;
  }): string =>
    [
      of.name,
      of.to?.join(', ') ?? 'cifrado con palabras dichas por teléfono',
      ...(of.protectedReason === undefined ? [] : [`con datos protegidos: ${of.protectedReason}`]),
      `sobre ${of.identity}`,
    ].join(' · '),
  bundleStayed: (what: string): string => `${what}: no se escribió`,
  rootMade: (name: string, holders: readonly string[]): string =>
    `Autoridad de intercambio «${name}» · ${actWords.sheetsMade(holders)}`,
  rootRecovered: 'Autoridad de intercambio: frase nueva con dos hojas',
  trustAccepted: (version: number, rootWords: readonly string[] | undefined): string =>
    [
      `Lista de confianza n.º ${version}`,
      ...(rootWords === undefined ? [] : [`autoridad nueva aquí: ${rootWords.join(' ')}`]),
    ].join(' · '),
  certified: (version: number, cards: readonly { readonly oficina: string; readonly replica: string }[]): string =>
    [
      `Lista de confianza n.º ${version}`,
      ...cards.map(({ oficina, replica }) => `certificó ${oficina} ${replica.slice(0, 8)}`),
    ].join(' · '),
  revoked: (version: number, office: string, replica: string, reason: string): string =>
    `Lista de confianza n.º ${version} · retiró ${office} ${replica.slice(0, 8)}: ${reason}`,
  sealed: (count: number): string => (count === 1 ? '1 serie' : `${count} series`),
  notDecommissioned: 'No se llevó a cabo: nada se destruyó',
  idle: (minutes: number): string =>
    minutes === 1 ? 'Se bloquea tras un minuto sin uso' : `Se bloquea tras ${minutes} minutos sin uso`,
} as const;
