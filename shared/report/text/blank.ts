/** Words of the blank forms, which are filled in by hand and typed in later. */
export const blankText = {
  /** by the key of the record kind */
  titles: {
    inspection: 'Formulario de inspección',
    order: 'Formulario de orden de inspección',
    notification: 'Formulario de notificación',
    reinspection: 'Formulario de reinspección',
    conciliation: 'Formulario de conciliación',
    resolution: 'Formulario de resolución',
    document_request: 'Formulario de requerimiento de documentos',
    delivery: 'Formulario de constancia de entrega',
  } as Readonly<Record<string, string>>,
  title: 'Formulario',
  annex: (title: string) => `${title}: anexo reservado`,
  identification: 'Identificación',
  formNumber: 'Formulario n.º',
  caseNumber: 'Expediente n.º',
  sheets: 'Hojas que se agregan',
  how: 'Escriba con tinta y letra de molde, y marque las casillas con una X. Lo que no se llena se cruza con una línea. Se transcribe en este mismo orden; este original se guarda en el expediente.',
  reserved:
    'Este anexo se guarda aparte en el expediente. No se muestra ni se entrega al patrono. No escriba en él quién denunció ni la identidad de una persona protegida: esos datos van solo en el programa.',
  ifAny: (label: string) => `${label} (si procede)`,
  numbered: (label: string) => `${label}: numere cada uno`,
  yes: 'Sí',
  no: 'No',
  keysOf: (label: string) => `${label}: escriba la letra`,
  closing: {
    heading: 'Cierre',
    /** of a paper that only an official makes */
    official: 'Firma quien lo expide.',
    text: 'Leído este formulario por quienes intervienen, firman quienes quieren y pueden hacerlo. Si el patrono se niega a firmar, firman los testigos.',
  },
  roles: {
    inspector: 'Inspector(a) de trabajo',
    institution: 'Por otra institución, si la hay',
    employer: 'Por el patrono',
    witness: 'Testigo, si el patrono se niega a firmar',
    chief: 'Jefatura que ordena',
    notifier: 'Quien notifica',
    deliverer: 'Quien entrega',
    asker: 'Quien requiere',
    recipient: 'Quien recibe',
    official: 'Quien resuelve o hace constar',
    workers: 'Por las personas trabajadoras',
  },
  name: 'Nombre: ____________________________________',
  credential: 'Credencial n.º: ______________________________',
  capacity: 'Calidad: ____________________________________',
  /** a loose sheet must be known: without a printed number there is room to write it */
  footer: (office: string, annex: boolean, number: string) =>
    [annex ? 'Anexo reservado' : 'Formulario', number === '' ? 'n.º ____________________' : '', `· ${office}`]
      .filter((part) => part !== '')
      .join(' '),
} as const;
