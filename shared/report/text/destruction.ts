/** Words of the record of a destroyed office. */
export const destructionText = {
  title: 'Acta de destrucción de datos',
  opening: {
    heading: '1. Constancia',
    text: (office: string, when: string) =>
      `Se hace constar que el ${when} (hora del equipo) se retiró del servicio ${office} en este equipo, y que sus llaves se destruyen inmediatamente después de firmar esta acta. Sin ellas, lo que quede en el disco no lo puede leer nadie.`,
    reason: 'Motivo',
  },
  office: {
    heading: '2. La oficina',
    name: 'Oficina',
    municipality: 'Municipio',
    vaultId: 'Identificador de la bóveda',
    officeId: 'Identificador de la oficina',
    orderedBy: 'Lo ordenó',
    roles: 'Con qué función',
    at: 'Identidad comprobada el',
  },
  destroyed: {
    heading: '3. Qué se destruye en este equipo',
    people: 'Personas con acceso',
    left: 'Personas que ya no trabajaban',
    grants: 'Llaves selladas a personas',
    imported: 'Certificados de archivo',
    sheets: 'Hojas de recuperación que dejan de abrir',
    writes: 'Escrituras en el diario',
    acts: 'Asientos en el historial',
    chain: 'Estado del historial',
    chainWhole: 'Completa',
    chainUnread: 'No se pudo leer el diario',
    chainBroken: (at: number) => `Rota en el asiento ${at}`,
    head: 'Huella del último asiento',
    copies: 'Copias de seguridad en este equipo',
    items: [
      'Las llaves de todas las personas, de la oficina y de las hojas de recuperación, y los certificados con sus llaves de firma: se sobrescriben y se borran.',
      'El diario, el historial y las copias de seguridad que están en este equipo: se sobrescriben y se borran.',
      'La base de datos, los registros de fallos y lo demás que la aplicación guardó en este equipo: se borran, a más tardar al abrirla de nuevo.',
    ],
  },
  keys: {
    heading: '4. Huellas de las llaves destruidas',
    text: 'Son las huellas SHA-256 de las mitades públicas. No sirven para abrir nada; sirven para saber de qué llaves trata esta acta.',
    caption: 'Llaves y certificados',
    columns: { key: 'Llave', sha256: 'Huella SHA-256' },
    authority: 'Certificado de la autoridad de la oficina',
    protected: (epoch: string) => `Llave de datos protegidos ${epoch}`,
    recovery: 'Llave de las hojas de recuperación',
    person: (name: string) => `Llave de ${name}`,
  },
  kept: {
    heading: '5. Qué no destruye',
    outside: (madeAt: string, place: string, seq: number) =>
      `Antes de destruir se comprobó que hay una copia fuera de este equipo, en ${place}: hecha el ${madeAt}, hasta la escritura ${seq}. Quien la tenga y conozca una frase de paso de entonces, o dos hojas de recuperación, puede abrirla.`,
    none: 'Quien lo ordenó declaró que no quería dejar ninguna copia. Si existen copias hechas antes en otro lugar, esta acta no las destruye.',
    papers:
      'Los documentos impresos, guardados o entregados siguen valiendo. Sus firmas se comprueban con el certificado de la autoridad de la oficina, si se guardó antes.',
    media:
      'En memorias de estado sólido, bloques antiguos pueden sobrevivir a la sobrescritura hasta que el equipo los reutilice; lo que contienen está cifrado con las llaves destruidas.',
  },
  closing: {
    heading: '6. Cierre',
    text: 'Esta acta se firma antes de destruir las llaves, con una de ellas.',
  },
  signature: 'Ordenó la destrucción',
  witness: 'Testigo',
  credential: 'Credencial n.º',
  fileName: (code: string) => `Acta de destrucción de datos ${code}.pdf`,
  footer: (office: string) => `${office} · Acta de destrucción de datos`,
} as const;
