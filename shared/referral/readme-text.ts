import { openingSteps, type HelpLine, type Sealed } from './how-to-open.ts';
import { packageFiles } from './package-content.ts';

/** What the text file of a package is made of. */
export interface ReadmeInput extends HelpLine {
  readonly sealed: Sealed;
  /** of the referral */
  readonly number: string;
  /** how many copies of evidence there are */
  readonly pieces: number;
  readonly hasIdentities: boolean;
}

/** The mark by which Windows knows UTF-8. */
const BOM = '\uFEFF';
/** Wide enough to read, narrow enough for the window of an old editor. */
const WIDTH = 78;

/**
 * The text file that says what a package is, how it is checked and whom to call: UTF-8 with a mark, lines as Windows
 * ends them. It names no victim.
 */
export function readmeText({ sealed, number, pieces, hasIdentities, office, person }: ReadmeInput): string {
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
            'Las fotografías son copias sin los metadatos de la cámara (lugar, hora, equipo). El original queda sellado en la oficina; su huella está en la lista de anexos.',
          ),
          '',
        ]),
    ...openingSteps(sealed).flatMap(({ heading, items }) => [
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
