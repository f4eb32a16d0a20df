/** Words of the sheet with the hashes of the evidence of a case. */
export const evidenceSheetText = {
  title: 'Hoja de hashes de la evidencia',
  about: {
    heading: '1. Expediente',
    office: 'Oficina',
    caseName: 'Expediente',
    count: 'Piezas',
    bin: 'De ellas, en la papelera',
    bytes: 'Tamaño de todas',
    madeBy: 'Elaboró',
    madeAt: 'Fecha y hora (hora del equipo)',
    closed: (count: number) =>
      count === 1
        ? 'Hay además una pieza protegida que no se detalla, porque los datos protegidos de este expediente no están abiertos para quien elabora esta hoja.'
        : `Hay además ${count} piezas protegidas que no se detallan, porque los datos protegidos de este expediente no están abiertos para quien elabora esta hoja.`,
    sizeOf: (bytes: string) => `${bytes} bytes`,
  },
  pieces: {
    heading: '2. Piezas y su huella SHA-256',
    caption: 'Cada pieza con su huella, calculada sobre el archivo original tal como ingresó',
    columns: {
      n: 'N.º',
      name: 'Archivo',
      taken: 'Fecha de la pieza',
      added: 'Ingreso',
      hash: 'SHA-256 del original',
    },
    none: 'Este expediente no tiene evidencia.',
    inBin: 'En la papelera',
    protected: 'Protegida',
    typeAndSize: (type: string, bytes: string) => `${type}, ${bytes} bytes`,
  },
  dates: { camera: 'según la cámara', file: 'según el archivo', typed: 'escrita por una persona' },
  ways: {
    button: 'elegida como archivo',
    drag: 'arrastrada a la ventana',
    paste: 'pegada',
    camera: 'de la carpeta de una cámara',
  },
  verify: {
    heading: '3. Cómo se comprueba',
    items: [
      'Cada huella se calculó sobre el archivo original completo, con sus metadatos, en el momento en que ingresó. El original se guarda cifrado y no cambia.',
      'Quien tenga el original calcula su SHA-256 con cualquier programa (en Windows: certutil -hashfile archivo SHA256) y la compara con la de esta hoja: si coinciden, el archivo no cambió ni en un bit.',
      'Las copias de fotografías que salen de la oficina se dibujan de nuevo sin metadatos (lugar, fecha, equipo), por lo que su huella es otra: el historial de la oficina guarda la de cada copia que salió.',
      'El archivo evidencia.json que este documento lleva adentro tiene la misma lista para leerse con una máquina.',
    ],
  },
  closing: {
    heading: '4. Constancia',
    text: (count: number, when: string) =>
      count === 1
        ? `Esta hoja detalla una pieza y se elaboró el ${when}.`
        : `Esta hoja detalla ${count} piezas y se elaboró el ${when}.`,
  },
  code: {
    heading: 'Huella de la lista',
    count: (count: number) => (count === 1 ? 'Una pieza' : `${count} piezas`),
    hash: 'SHA-256 de evidencia.json:',
    alt: 'Código QR con la huella de la lista de evidencia',
  },
  attachmentDescription: 'Lista de la evidencia con sus huellas',
  signature: 'Elaboró la hoja',
  credential: 'Credencial',
  footer: (office: string) => `Hoja de hashes · ${office}`,
} as const;
