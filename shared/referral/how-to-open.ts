/** What a person is to be called by who can help, as the office's papers have it. */
export interface HelpLine {
  /** name of the office */
  readonly office: string;
  /** who signs the list of annexes, and as what */
  readonly person: string;
}

/** How a package is sealed, as far as whoever opens it must know. */
export type Sealed = 'keys' | 'words';

/** One step of opening or checking a package; commands are typed just so. */
export interface OpeningStep {
  readonly heading: string;
  readonly items: readonly string[];
}

const FILE = 'REMISION-XXXX-XXXX.age';

/**
 * How a package is opened and checked with free programs, for somebody who has never done it. No file is called by its
 * own name: whoever reads it has the file before them.
 * @param sealed to a key of the institution, or under words that were told by telephone
 * @param rootWords the fingerprint of the office's own certificate, as it is told by telephone
 */
export function openingSteps(sealed: Sealed, rootWords: readonly string[]): readonly OpeningStep[] {
  const isKeys = sealed === 'keys';
  const how = isKeys
    ? 'El paquete está cifrado para la clave de su institución: lo abre quien guarda el archivo de la clave privada (aquí: clave.txt).'
    : 'El paquete está cifrado con una frase de seis palabras que la oficina le dice por teléfono. Se escriben en minúsculas, sin tildes y con un solo espacio entre ellas. No se ven mientras se escriben.';
  const age = (program: string): string =>
    isKeys ? `${program} -d -i clave.txt -o remision.tar ${FILE}` : `${program} -d -o remision.tar ${FILE}`;
  return [
    {
      heading: 'Qué necesita',
      items: [
        'El programa libre «age» (versión 1.1 o posterior): en Windows, el archivo age.exe que publica su autor en github.com/FiloSottile/age/releases; en Debian o Ubuntu, sudo apt install age.',
        'Un programa que compruebe firmas de PDF: Acrobat Reader, Okular, o pdfsig (paquete poppler-utils).',
        how,
        `Donde dice ${FILE}, escriba el nombre del archivo que recibió.`,
      ],
    },
    {
      heading: 'Abrir en Windows',
      items: [
        'Copie a una carpeta vacía el archivo recibido y age.exe. Abra esa carpeta, escriba cmd en la barra de dirección y pulse Intro.',
        age('age.exe'),
        'tar.exe -xf remision.tar',
        'del remision.tar',
      ],
    },
    {
      heading: 'Abrir en Linux',
      items: ['En una carpeta vacía:', age('age'), 'tar -xf remision.tar', 'rm remision.tar'],
    },
    {
      heading: 'Comprobar que nada cambió',
      items: [
        'En Linux: sha256sum -c manifest-sha256.txt (todas las líneas deben terminar en OK o «La suma coincide»).',
        'En Windows, archivo por archivo: certutil -hashfile remision.pdf SHA256, y compare con la línea de ese archivo en manifest-sha256.txt.',
        'El SHA-256 de cada archivo está también en anexos.pdf, que lleva firma electrónica.',
        'Antes de abrirlo puede comprobar el paquete entero: certutil -hashfile (o sha256sum) sobre el archivo .age debe dar la huella que está en el acuse de recibo que acompaña la entrega.',
      ],
    },
    {
      heading: 'Comprobar las firmas',
      items: [
        'remision.pdf y anexos.pdf llevan la firma electrónica de quien remite. Acrobat Reader y Okular muestran el panel de firmas al abrirlos; en Linux: pdfsig remision.pdf',
        'Debe decir que la firma es válida y que el documento no cambió. Que «no se conoce al emisor» es normal: el certificado lo emite la propia oficina, que entrega su certificado raíz a quien lo pida.',
        'Otros programas pueden decir que después de la firma se agregó algo (pdfsig: «Not total document signed»). También es normal: son los datos que sirven para comprobar las firmas. La página de verificación dice si se agregó otra cosa.',
        'Acrobat Reader: clic derecho en la firma, «Mostrar propiedades de la firma», «Mostrar certificado del firmante». Okular: panel «Firmas», clic derecho, «Propiedades». AutoFirma: «Ver firma» y elija el archivo.',
        'Más sencillo y completo: pida a la oficina su página de verificación (un archivo verificador.html). Se abre en cualquier navegador, sin conexión; dice quién firmó, cuándo y si algo cambió después.',
        `Para saber que el certificado es el de la oficina, llame a un número que ya conocía y pida las ocho palabras de su certificado; escríbalas en la página de verificación. Deben ser: ${rootWords.join(' ')}. No confíe solo en las de este papel: un papel también se falsifica.`,
      ],
    },
    {
      heading: 'Cuidado',
      items: [
        'Ábralo solo en un equipo de su institución y borre remision.tar después.',
        'No reenvíe el paquete abierto ni las palabras que lo abren por correo o mensajería.',
        'Llene acuse.pdf, con nombre, fecha, sello y firma, y devuélvalo a la oficina que remite.',
      ],
    },
  ];
}
