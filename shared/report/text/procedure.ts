/** Words of the printed steps of an inspection. */
export const procedureText = {
  title: (type: string) => `Procedimiento: ${type}`,
  about: { heading: '1. Qué contiene', type: 'Tipo de inspección', version: 'Versión del procedimiento' },
  steps: {
    heading: '2. Pasos',
    caption: 'Los pasos en su orden, con quién los da, qué documento dejan y en qué plazo',
    columns: { n: 'N.º', step: 'Paso', who: 'Quién', form: 'Documento', term: 'Plazo', basis: 'Base' },
    none: '—',
    noNorm: 'sin norma confirmada',
  },
  help: { heading: '3. Cómo se hace' },
  closing: {
    heading: '4. Constancia',
    proposal:
      'Los pasos sin norma confirmada son una propuesta de esta oficina y no el texto de la ley. Cada caso sigue la versión con la que empezó.',
    made: (date: string, time: string) => `Impreso el ${date} a las ${time}, según el reloj del equipo.`,
  },
  maker: 'Lo imprimió',
  credential: 'Credencial',
  footer: (office: string) => `Procedimiento · ${office}`,
} as const;
