import { evidenceKinds, type EvidenceType } from '../evidence/sniff.ts';
import { assert } from '../kernel/assert.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/clock.ts';
import type { PackageFile } from './package-content.ts';

/** Name and version of the shape of the index; a data format. */
export const CASE_INDEX_FORMAT = 'atalaya/case-package/v1';

/** Files of the package of a whole case, by fixed names. */
export const caseFiles = {
  readme: 'LEAME.txt',
  indexPage: 'indice.html',
  index: 'indice.json',
  history: 'historial.json',
  /** the office's own certificate, put in by whoever seals */
  certificate: 'oficina.pem',
  /** made by whoever seals, of everything before it */
  sums: 'SHA256SUMS',
  signature: 'SHA256SUMS.p7s',
} as const;

const MOST = 999;
const endings = Object.values(evidenceKinds).map(({ ending }) => ending.replace('.', '\\.'));
const INSIDE = new RegExp(
  `^(?:papeles/\\d{3}-[A-Za-z0-9-]{1,60}\\.pdf|evidencia/pieza-\\d{3}(?:${endings.join('|')}))$`,
);
const MADE_BY_WINDOW: ReadonlySet<string> = new Set([
  caseFiles.readme,
  caseFiles.indexPage,
  caseFiles.index,
  caseFiles.history,
]);

/** Whether the package of a case may have a file of this name that the window made. */
export function isCaseFile(name: string): boolean {
  return MADE_BY_WINDOW.has(name) || INSIDE.test(name);
}

/** Which files a package of a case lacks that each must have. */
export function missingCaseFiles(names: Iterable<string>): readonly string[] {
  const has = new Set(names);
  return [caseFiles.readme, caseFiles.indexPage, caseFiles.index].filter((name) => !has.has(name));
}

/** What a paper is called: its place, and its number without what file systems may not take. */
export function paperFileName(
  n: number,
  { number, version }: { readonly number: string; readonly version: number },
): string {
  assert(Number.isInteger(n) && n >= 1 && n <= MOST, 'a paper of a package has a number from 1 to 999');
  const plain = number
    .normalize('NFD')
    .replace(/[^A-Za-z0-9-]+/g, '')
    .slice(0, 48);
  return `papeles/${String(n).padStart(3, '0')}-${plain === '' ? 'papel' : plain}-v${version}.pdf`;
}

/** What a copy of a piece is called: its number in the case, and never its own name, which may be that of a person. */
export function pieceFileName(n: number, type: EvidenceType): string {
  assert(Number.isInteger(n) && n >= 1 && n <= MOST, 'a piece of a package has a number from 1 to 999');
  return `evidencia/pieza-${String(n).padStart(3, '0')}${evidenceKinds[type].ending}`;
}

/** A file of the package and what it is. */
export interface IndexedFile extends PackageFile {
  readonly what: string;
  /** what else is to be known of it, e.g. the hash of the original of a copy */
  readonly note: string;
}

/** Something of the case that is not in the package, and why. */
export interface NotInPackage {
  readonly what: string;
  readonly why: string;
}

/** One act of the history of the case. */
export interface HistoryLine {
  readonly n: number;
  readonly at: Instant;
  readonly person: string;
  readonly act: string;
  readonly detail: string;
}

/** What the index of a package is made of. */
export interface CaseIndex {
  readonly office: { readonly name: string; readonly code: string };
  readonly person: { readonly name: string; readonly position: string };
  readonly caseName: string;
  readonly madeAt: Instant;
  /** for whom */
  readonly addressee: string;
  readonly files: readonly IndexedFile[];
  readonly missing: readonly NotInPackage[];
}

/** The index for machines: canonical JSON. */
export function indexJson({ office, person, files, missing, ...rest }: CaseIndex): string {
  return canonicalJson({
    format: CASE_INDEX_FORMAT,
    ...rest,
    office: { ...office },
    person: { ...person },
    files: files.map((file): Json => ({ ...file })),
    missing: missing.map((one): Json => ({ ...one })),
  });
}

/** The index for people: one page of HTML without scripts, which any browser opens from the folder. */
export function indexPage({ office, person, caseName, madeAt, addressee, files, missing }: CaseIndex): string {
  const rows = files
    .map(
      ({ name, what, note, size, sha256 }) =>
        `<tr><td><a href="${escape(name)}">${escape(name)}</a><td>${escape(what)}${note === '' ? '' : `<br><small>${escape(note)}</small>`}<td class="n">${size}<td><code>${sha256}</code>`,
    )
    .join('\n');
  const left = missing.map(({ what, why }) => `<li><strong>${escape(what)}</strong>: ${escape(why)}`).join('\n');
  return `<!doctype html>
<html lang="es-HN"><meta charset="utf-8"><title>Expediente ${escape(caseName)}</title>
<style>body{font:16px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
h1,h2{color:#17365a}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #c3cad3;padding:.4rem;text-align:left;vertical-align:top}
code{font-size:.8rem;overflow-wrap:anywhere}.n{text-align:right}</style>
<h1>Expediente ${escape(caseName)}</h1>
<p>${escape(office.name)} (${escape(office.code)}). Para: ${escape(addressee)}. Preparó: ${escape(person.name)}, ${escape(person.position)}. ${escape(madeAt)} (hora universal, del equipo).</p>
<h2>Contenido</h2>
<table><thead><tr><th>Archivo<th>Qué es<th>Bytes<th>SHA-256</thead><tbody>
${rows}
</tbody></table>
<h2>Lo que no va</h2>
<ul>
${left}
</ul>
<h2>Cómo se comprueba</h2>
<p>Está en LEAME.txt: las sumas de SHA256SUMS y la firma SHA256SUMS.p7s cubren todos los archivos, también este índice.</p>
</html>
`;
}

/** The history for machines. */
export function historyJson(lines: readonly HistoryLine[]): string {
  return canonicalJson(lines.map((line): Json => ({ ...line })));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** How the signature over the sums is checked with OpenSSL; typed just so. */
export const VERIFY_SIGNATURE = `openssl cms -verify -binary -inform DER -in ${caseFiles.signature} -content ${caseFiles.sums} -CAfile ${caseFiles.certificate} -out comprobado.txt`;
/** How the sums are checked. */
export const VERIFY_SUMS = `sha256sum -c ${caseFiles.sums}`;

/** The text that says what the package is and how it is checked: UTF-8 with the mark by which Windows knows it. */
export function caseReadme({
  caseName,
  office,
  person,
  isForKeys,
  rootWords,
}: Pick<CaseIndex, 'caseName' | 'office' | 'person'> & {
  readonly isForKeys: boolean;
  /** the fingerprint of the office's own certificate in words */
  readonly rootWords: readonly string[];
}): string {
  const age = isForKeys
    ? 'age -d -i clave.txt -o expediente.tar EXPEDIENTE-XXXX-XXXX.age'
    : 'age -d -o expediente.tar EXPEDIENTE-XXXX-XXXX.age';
  const lines = [
    `EXPEDIENTE ${caseName}`,
    '',
    'Copia de un expediente de la inspección de trabajo para quien dice el índice. Es',
    'información reservada: la lee solo la persona o institución a la que va dirigida.',
    '',
    'CONTENIDO',
    '',
    '  indice.html       todo lo que va, con su huella, y lo que no va y por qué',
    '  indice.json       lo mismo, para leerlo con una máquina',
    '  papeles/          los documentos que le tocan, todas sus versiones, con sus firmas',
    '  evidencia/        copias de la evidencia',
    '  historial.json    lo que se hizo en el expediente, cuándo y quién',
    '  oficina.pem       certificado de la oficina',
    '  SHA256SUMS        huella SHA-256 de cada archivo',
    '  SHA256SUMS.p7s    firma electrónica de esas huellas',
    '',
    'CÓMO SE ABRE',
    '',
    `  ${age}`,
    '  tar -xf expediente.tar',
    '',
    ...(isForKeys ? [] : ['  La frase de seis palabras la dice la oficina por teléfono.', '']),
    'CÓMO SE COMPRUEBA',
    '',
    '  En la carpeta donde quedó este archivo:',
    '',
    `  1. ${VERIFY_SUMS}`,
    '     Todas las líneas deben terminar en OK o «La suma coincide».',
    '',
    `  2. ${VERIFY_SIGNATURE}`,
    '     Debe decir «CMS Verification successful».',
    '',
    '  3. openssl x509 -in oficina.pem -noout -subject -fingerprint -sha256',
    '     oficina.pem viene en este mismo paquete y por sí solo no prueba nada. Llame',
    '     a un número de la oficina que ya conocía y compare las ocho palabras de su',
    '     certificado con la página de verificación que entrega la oficina. Deben ser:',
    `     ${rootWords.join(' ')}`,
    '',
    '  En Windows: certutil -hashfile indice.html SHA256, archivo por archivo.',
    '  Los documentos de papeles/ llevan además su propia firma.',
    '',
    'A QUIÉN LLAMAR',
    '',
    `  ${office.name}. Preparó: ${person.name}, ${person.position}.`,
    '',
  ];
  return `\uFEFF${lines.join('\r\n')}`;
}
