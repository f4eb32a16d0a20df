import { openingSteps, type HelpLine, type Sealed } from './how-to-open.ts';
import { packageFiles } from './package-content.ts';

/** What the text file of a package is made of. */
export interface ReadmeInput extends HelpLine {
  readonly sealed: Sealed;
  /** of the referral */
  readonly number: string;
  /** how many copies of evidence there are */
  readonly pieces: number;
  /** how many of those are the same bytes as the original, with whatever it carries */
  readonly exact: number;
  readonly hasIdentities: boolean;
  /** the fingerprint of the office's own certificate in words */
  readonly rootWords: readonly string[];
}

/** The mark by which Windows knows UTF-8. */
const BOM = '\uFEFF';
/** Wide enough to read, narrow enough for the window of an old editor. */
const WIDTH = 78;

/**
 * The text file that says what a package is, how it is checked and whom to call: UTF-8 with a mark, lines as Windows
 * ends them. It names no victim.
 */
export function readmeText(input: ReadmeInput): string {
  const { sealed, number, pieces, exact, hasIdentities, rootWords, office, person } = input;
  const lines = [
    `REMISIÓN ${number}`,
    '',
    'Este paquete contiene una remisión de la inspección de trabajo. Es información',
    'reservada: la lee solo la institución a la que va dirigida.',
    '',
    'CONTENIDO',
    '',
    `  ${packageFiles.referral}          la remisión, con firma electrónica`,
    `  ${packageFiles.annexes}            lista de anexos con la huella de cada uno, firmada`,
    `  ${packageFiles.receipt}             acuse de recibo, para llenar a mano y devolver`,
    ...(hasIdentities ? [`  ${packageFiles.identities}       anexo de identidades: solo para quien lo necesite`] : []),
    ...(pieces === 0 ? [] : [`  pruebas/              copias de ${pieces === 1 ? 'una prueba' : `${pieces} pruebas`}`]),
    `  ${packageFiles.manifest}   huella SHA-256 de cada archivo`,
    '',
    ...(pieces === 0
      ? []
      : [
          ...wrap(
            `${metadata(pieces, exact)} El original queda sellado en la oficina; su huella está en la lista de anexos.`,
          ),
          '',
        ]),
    ...openingSteps(sealed, rootWords).flatMap(({ heading, items }) => [
      heading.toUpperCase(),
      '',
      ...items.flatMap((item) => wrap(item, '  - ', '    ')),
      '',
    ]),
    'A QUIÉN LLAMAR',
    '',
    ...wrap(`${office}. Remite: ${person}.`, '  ', '  '),
    ...wrap('El teléfono está en el membrete de remision.pdf, o pídalo en la oficina.', '  ', '  '),
    '',
  ];
  return BOM + lines.join('\r\n');
}

/** What the copies still tell beside what they show: only pictures that were drawn anew have lost it. */
function metadata(pieces: number, exact: number): string {
  const what = 'metadatos (lugar, hora, equipo, autor)';
  if (exact === 0) return 'Las fotografías son copias sin los metadatos de la cámara (lugar, hora, equipo).';
  if (exact >= pieces) return `Las copias son exactas y llevan los ${what} que traía el original.`;
  return `Unas copias son fotografías dibujadas de nuevo, sin los metadatos de la cámara (lugar, hora, equipo); las otras son exactas y llevan los ${what} que traía el original. La lista de anexos dice cuál es cuál.`;
}

/** Breaks a text between words; a word that is too long for a line, such as a command's, stays whole. */
function wrap(text: string, first = '', rest = ''): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest + word;
    } else line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
