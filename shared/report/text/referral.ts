/** Words of a referral. Facts and signs: nothing here says that somebody is a victim or that a crime was committed. */
export const referralText = {
  title: 'Remisión',
  opening:
    'Esta oficina pone en conocimiento de la institución destinataria lo que supo sobre posibles víctimas, para que actúe según su competencia. Son hechos e indicios: no se califican delitos ni se concluye sobre persona alguna.',
  otherInstitution: 'Otra institución',
  people: 'Posibles víctimas',
  suspects: 'Presuntos responsables',
  addressee: 'Destinatario',
  office: 'Oficina o unidad',
  attention: 'Con atención a',
  times: 'Destino, urgencia y tiempos',
  urgency: 'Urgencia',
  date: 'Fecha de la remisión',
  detected: 'Se detectó',
  elapsed: 'De la detección a esta remisión',
  notice: 'Aviso verbal',
  noticeAt: (by: string, date: string, time: string, to: string) => `${by}, el ${date} a las ${time}, a ${to}`,
  noticeAfter: (elapsed: string) => `, ${elapsed} después de la detección`,
  elapsedText: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  when: (date: string, time: string) => `${date} a las ${time}`,
  offences: 'Normas posiblemente relacionadas',
  offencesNote:
    'Se citan como posibles, por lo observado; la calificación legal corresponde al Ministerio Público. No se citan penas.',
  possible: (norm: string, label: string) => `Posible: ${norm} (${label})`,
  peopleNote:
    'Las personas figuran con seudónimo. Su identidad no está en este documento ni en lo que lleva adjunto: va en un archivo aparte del mismo paquete sellado, solo para quien deba conocerla.',
  person: (n: number) => `Persona ${n}`,
  suspectsNote: 'Toda persona señalada aquí es un presunto responsable y nada más.',
  resultsNote:
    'Cada resultado es un nivel de indicación calculado a partir de las respuestas, con la regla y versión que se indican, y lo confirmó una segunda persona. No concluye si alguien es o no víctima.',
  annexesNote:
    'Las piezas se entregan aparte. Quien las reciba calcula el SHA-256 de cada archivo y lo compara con el de esta tabla.',
  further:
    'Esta oficina conserva otros datos del caso, que entrega a las instituciones competentes a solicitud fundada.',
  reserved:
    'Este documento es reservado. No se muestra al patrono ni a personas ajenas a su atención, y se guarda bajo llave.',
  verify:
    'Para verificarlo: abra el PDF con un programa que muestre firmas electrónicas y compruebe que el documento no cambió después de firmado; el código de esta hoja lleva la huella SHA-256 del registro adjunto (registro.json), que dice lo mismo que este papel. Si lo recibió impreso, confirme el número y la huella con la oficina que lo firma.',
} as const;
