/** Words of the receipt for a bundle of cases that is handed over on a memory stick. */
export const bundleReceiptText = {
  title: 'Recibo de traspaso',
  about: {
    heading: '1. Lo que se entrega',
    code: 'Traspaso',
    from: 'Oficina que entrega',
    to: 'Oficina que recibe',
    outside: 'Persona o institución sin clave: abre con seis palabras dichas por teléfono',
    writtenAt: 'Escrito en la memoria (hora del equipo)',
    parts: 'Archivos',
    size: 'Tamaño',
    sizeOf: (bytes: string) => `${bytes} bytes`,
    hash: 'SHA-256 del traspaso',
    identity: 'SHA-256 del sobre',
    opener: 'SHA-256 de verificador.html',
    stick: 'Memoria',
  },
  people: {
    heading: '2. Entrega y recepción',
    gives: 'Entrega',
    receives: 'Recibe',
    name: 'nombre completo',
    position: 'cargo',
    date: 'fecha (día, mes, año)',
    sign: 'firma y sello',
    serial: 'Marca o número de la memoria',
  },
  closing: {
    heading: '3. Constancia',
    text: 'El traspaso va cifrado: quien encuentre la memoria no puede leerlo. Este recibo se hace en dos originales, uno para cada oficina. No lleva datos de ninguna persona: no los escriba aquí. Quien recibe compara el código y la huella con los que muestra su pantalla antes de firmar.',
  },
  footer: (code: string) => `Recibo de traspaso · ${code}`,
} as const;
