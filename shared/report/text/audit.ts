/** Words of the extract of the chain of acts. What people did and typed is never in here. */
export const auditText = {
  title: 'Extracto del historial',
  about: {
    heading: '1. Qué contiene este extracto',
    office: 'Oficina',
    days: 'Días',
    allDays: 'Todos, desde que se creó la oficina',
    from: (day: string) => `Desde el ${day}`,
    to: (day: string) => `Hasta el ${day}`,
    between: (first: string, last: string) => `Del ${first} al ${last}`,
    person: 'Persona',
    anybody: 'Todas',
    act: 'Acto',
    anything: 'Todos',
    cases: 'Expedientes que contienen',
    count: 'Asientos en este extracto',
    madeBy: 'Expedido por',
    madeAt: 'Expedido el',
    closed:
      'Quien expidió este extracto no puede abrir los detalles de todos los actos sobre expedientes. De esos dice quién los hizo y cuándo, y no sobre cuál; lo demás sigue sellado en el historial.',
  },
  chain: {
    heading: '2. La cadena de la que procede',
    count: 'Asientos en toda la cadena',
    state: 'Estado al expedirlo',
    whole: 'Completa: se recorrió entera y no falta ni fue alterado ningún asiento',
    broken: (at: number) => `Rota en el asiento ${at}: falta o fue alterado. Los anteriores están completos`,
    head: 'Huella del último asiento',
    unreadable: (numbers: string) =>
      `No se pueden leer estos asientos, que por eso no aparecen en la tabla aunque pudieran corresponder a lo pedido: ${numbers}.`,
    span: (first: number, last: number) => `${first} a ${last}`,
  },
  entries: {
    heading: '3. Asientos',
    caption: 'Asientos en el orden de la cadena; horas de Honduras según el reloj del equipo',
    columns: { n: 'N.º', at: 'Fecha y hora', person: 'Quién', act: 'Qué hizo', about: 'Sobre qué', hash: 'Huella' },
    none: 'Ningún asiento corresponde a lo pedido.',
    document: (id: string) => `Documento ${id}`,
    closed: 'Sellado para quien expidió el extracto',
    leftOut: 'Sin detalle: quien lo hizo no podía sellarlo',
    clockBehind: (clock: string | undefined) =>
      clock === undefined
        ? 'El reloj marcaba una hora anterior; la anotada es la del asiento anterior'
        : `El reloj marcaba ${clock}; la hora anotada es la del asiento anterior`,
  },
  verify: {
    heading: '4. Cómo comprobarlo',
    items: [
      'La firma electrónica de este archivo se comprueba con cualquier programa que verifique firmas PAdES, o en Atalaya con «Verificar». Si el archivo cambió después de firmarse, la firma deja de valer.',
      'Cada asiento lleva la huella SHA-256 de la huella del anterior y de su propio contenido sellado. Por eso la huella de un asiento resume todos los anteriores: cambiar, quitar o insertar uno cambia todas las que siguen.',
      'La tabla da los primeros 16 dígitos de cada huella; el archivo JSON adjunto da la huella entera y los mismos asientos en forma legible por programas.',
      'En la oficina: abra Historial, elija «Comprobar la cadena» y compare el asiento con el mismo número. También las copias de seguridad hechas después de un asiento llevan su huella: la de una copia antigua debe ser la misma.',
    ],
  },
  closing: {
    heading: '5. Cierre',
    text: (count: number, first: number, last: number) =>
      count === 1
        ? `Este extracto consta de un asiento, el n.º ${first}.`
        : `Este extracto consta de ${count} asientos, del n.º ${first} al n.º ${last}.`,
    none: 'Este extracto no contiene ningún asiento.',
  },
  signature: 'Expide el extracto',
  credential: 'Credencial n.º',
  code: {
    heading: 'Código de verificación',
    alt: 'Código QR con el último asiento de la cadena, su huella y la huella SHA-256 de los datos adjuntos',
    entries: (count: number, last: number) => `${count} de ${last} asientos`,
    made: (day: string, time: string) => `Expedido el ${day} a las ${time} (hora del equipo)`,
    hash: 'Huella SHA-256 de los datos adjuntos:',
  },
  attachmentDescription: 'Asientos del extracto en JSON canónico',
  footer: (office: string) => `${office} · Extracto del historial`,
} as const;
