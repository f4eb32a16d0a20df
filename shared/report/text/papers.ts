/** Sentences of the papers of a case beside the acta. No norm is named: none of them was read in the act itself. */
export const paperText = {
  order: {
    title: 'Orden de inspección',
    opening: (employer: string, where: string) =>
      `Se ordena al personal de inspección que se designa constituirse en el centro de trabajo de ${employer}, ubicado en ${where}, para practicar la inspección que se indica, con las facultades que la ley le confiere.`,
    closing:
      'El personal designado exhibirá su credencial al iniciar la visita. Quien la obstruya incurre en la infracción que la ley señala.',
    credential: {
      heading: 'Credencial para esta inspección',
      says: (number: string, when: string | undefined) =>
        `Las personas designadas en la sección anterior, cada una con el número de su credencial, practican la inspección ordenada${number === '' ? '' : ` con el n.º ${number}`}${when === undefined ? '' : `, programada para ${when}`}, y se identifican con este documento y su credencial. No sirve para ninguna otra inspección.`,
    },
  },
  notification: {
    title: 'Cédula de notificación',
    recipient: 'Quien recibe la notificación',
    opening: (facts: {
      readonly place: string;
      readonly when: string;
      readonly recipient: string;
      readonly employer: string;
      readonly number: string;
    }) =>
      `En ${facts.place}, siendo las ${facts.when}, se notifica a ${facts.recipient}, por el patrono ${facts.employer}, el documento n.º ${facts.number}, del que se le entrega copia.`,
    received: 'Quien recibe firma para constancia de haber sido notificado.',
    refused: 'Quien fue notificado se negó a recibir o a firmar, de lo que se deja constancia.',
  },
  reinspection: {
    title: 'Acta de reinspección',
    opening: (facts: {
      readonly where: string;
      readonly when: string;
      readonly employer: string;
      readonly acta: string;
    }) =>
      `Siendo las ${facts.when}, quienes suscriben se constituyeron en el centro de trabajo de ${facts.employer}, ubicado en ${facts.where}, para comprobar si se corrigió lo señalado en el acta n.º ${facts.acta}, y hacen constar lo siguiente:`,
    signed: 'Leída que fue, la firman quienes en ella intervinieron.',
    refused:
      'Leída que fue, el patrono o su representante se negó a firmarla; se hace constar ante testigos, que firman junto con quienes la levantaron.',
  },
  resolution: {
    title: 'Resolución',
    opening: (employer: string, place: string, when: string) =>
      `Vista la causa seguida a ${employer}, esta oficina resuelve, en ${place}, ${when}, lo siguiente:`,
    total: (amount: string, words: string) => `La multa asciende a ${amount} (${words}).`,
    closing: 'Notifíquese.',
  },
  conciliation: {
    title: 'Acta de conciliación',
    workers: 'Por las personas trabajadoras',
    opening: (facts: {
      readonly place: string;
      readonly when: string;
      readonly official: string;
      readonly employer: string;
      readonly speaker: string;
    }) =>
      `En ${facts.place}, ${facts.when}, ante ${facts.official}, comparece ${facts.speaker} por el patrono ${facts.employer}, junto con las personas trabajadoras interesadas, y acuerdan lo siguiente:`,
    closing: 'Leída que fue, la ratifican y firman quienes en ella intervinieron.',
  },
  documentRequest: {
    title: 'Requerimiento de documentos',
    recipient: 'Quien recibe el requerimiento',
    opening: (facts: {
      readonly place: string;
      readonly when: string;
      readonly recipient: string;
      readonly employer: string;
    }) =>
      `En ${facts.place}, siendo las ${facts.when}, se requiere a ${facts.recipient}, por el patrono ${facts.employer}, que presente los documentos que se detallan a continuación.`,
    due: (day: string, time: string | undefined, where: string) =>
      `El plazo para presentarlos termina ${day}${time === undefined ? '' : `, a las ${time}`}, en ${where}.`,
    setHere: 'Lo fija quien suscribe.',
    setBy: (norm: string) => `Lo señala: ${norm}.`,
    received: 'Quien recibe firma para constancia y conserva una copia.',
    refused: 'Quien fue requerido se negó a recibir o a firmar, de lo que se deja constancia.',
  },
  technicalReport: {
    title: 'Informe técnico para resolución',
    opening: (facts: {
      readonly place: string;
      readonly when: string;
      readonly to: string;
      readonly employer: string;
      readonly acta: string;
    }) =>
      `En ${facts.place}, ${facts.when}, se informa a ${facts.to} sobre lo actuado con ${facts.employer} a partir del acta n.º ${facts.acta}.`,
    closing: 'Este informe es una propuesta: resuelve quien tiene la atribución de hacerlo.',
  },
  delivery: {
    title: 'Constancia de entrega',
    recipient: 'Quien recibe',
    opening: (facts: {
      readonly place: string;
      readonly when: string;
      readonly official: string;
      readonly recipient: string;
    }) =>
      `En ${facts.place}, siendo las ${facts.when}, ${facts.official} hace constar que entrega a ${facts.recipient} los documentos que se detallan a continuación.`,
    received: 'Quien recibe firma para constancia de tener en su poder lo detallado.',
    refused: 'La persona se negó a recibir o a firmar, de lo que se deja constancia.',
  },
} as const;
