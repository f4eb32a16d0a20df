/** Words of the photographic annex of a case. */
export const photoAnnexText = {
  title: 'Anexo fotográfico',
  about: {
    heading: '1. Expediente',
    office: 'Oficina',
    number: 'Expediente',
    employer: 'Patrono',
    count: 'Fotografías',
    madeBy: 'Elaboró',
    madeAt: 'Fecha y hora (hora del equipo)',
  },
  photos: {
    heading: '2. Fotografías',
    name: (n: number) => `Fotografía ${n}`,
    described: (n: number, what: string) => `Fotografía ${n}: ${what}`,
    number: 'Número',
    inCase: 'En el expediente',
    file: 'Archivo',
    taken: 'Tomada',
    added: 'Ingresó',
    hash: 'SHA-256 del original',
    none: 'No hay fotografías que imprimir.',
  },
  leftOut: {
    heading: '3. Lo que no está en este anexo',
    caption: 'Piezas que se pidieron y no se imprimieron',
    columns: { n: 'N.º', name: 'Archivo', why: 'Por qué' },
    none: 'Están todas las fotografías que se pidieron.',
    why: {
      protected: 'Es una pieza protegida: no se imprime en ningún papel.',
      'not-a-picture': 'No es una imagen.',
      'not-drawn': 'La imagen no se pudo dibujar.',
      missing: 'El archivo falta o está dañado.',
    },
    closed: (count: number) =>
      count === 1
        ? 'Hay además una pieza protegida que no está abierta para quien elabora este anexo.'
        : `Hay además ${count} piezas protegidas que no están abiertas para quien elabora este anexo.`,
  },
  verify: {
    heading: (n: number) => `${n}. Cómo se comprueba`,
    items: [
      'Las fotografías se redujeron para el papel y no llevan los metadatos de la cámara (lugar, hora, equipo). El original se guarda cifrado y no cambia.',
      'La huella que está junto a cada fotografía es la del archivo original. Quien tenga el original la calcula con cualquier programa (en Windows: certutil -hashfile archivo SHA256) y la compara.',
      'El archivo fotografias.json que este documento lleva adentro tiene la misma lista para leerse con una máquina.',
    ],
  },
  closing: {
    heading: (n: number) => `${n}. Constancia`,
    text: (count: number, when: string) =>
      count === 1
        ? `Este anexo tiene una fotografía y se elaboró el ${when}.`
        : `Este anexo tiene ${count} fotografías y se elaboró el ${when}.`,
  },
  signature: 'Elaboró',
  credential: 'Credencial',
  code: {
    heading: 'Huella de la lista',
    count: (count: number) => (count === 1 ? 'Una fotografía' : `${count} fotografías`),
    hash: 'SHA-256 de fotografias.json:',
    alt: 'Código QR con la huella de la lista de fotografías',
  },
  attachmentDescription: 'Lista de las fotografías con sus huellas, en JSON canónico',
  footer: (office: string) => office,
} as const;
