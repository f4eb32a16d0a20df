/** Words of a calculation sheet that are not the calculators' own (those are in `calculation-words.ts`). */
export const calculationText = {
  title: 'Hoja de cálculo',
  what: { heading: '1. Qué se calcula', calculator: 'Cálculo', yes: 'Sí', no: 'No' },
  result: {
    heading: '2. Resultado',
    unsure:
      'Este cálculo descansa en datos que nadie ha confirmado en el texto de la norma: los marcados «sin confirmar» o «probable». Confírmelos antes de hacerlo valer.',
    warnings: 'Tenga en cuenta',
  },
  steps: {
    heading: '3. Paso a paso',
    caption: 'Cada operación, en su orden',
    columns: { step: 'Paso', expression: 'Operación', value: 'Valor' },
    rounding: 'Los montos se redondean al centavo; medio centavo sube. Nada más se redondea.',
  },
  parameters: {
    heading: '4. Parámetros aplicados',
    caption: 'Números de la ley con que se calculó',
    columns: { label: 'Parámetro', value: 'Valor', basis: 'Norma, vigencia y certeza' },
    none: 'Ninguno.',
    noNorm: 'Norma sin confirmar',
    between: (from: string, until: string) => `vigente del ${from} al ${until}`,
    since: (from: string) => `vigente desde el ${from}`,
    until: (until: string) => `vigente hasta el ${until}`,
    confirmedBy: (by: string, on: string, document: string) => `confirmado por ${by} el ${on} en ${document}`,
    verified: 'confirmado',
    likely: 'probable',
    unverified: 'sin confirmar',
  },
  closing: {
    heading: '5. Constancia',
    made: (date: string, time: string) => `Cálculo hecho el ${date} a las ${time}, según el reloj del equipo.`,
  },
  maker: 'Elaboró el cálculo',
  credential: 'Credencial',
  footer: (office: string) => `Hoja de cálculo · ${office}`,
} as const;
