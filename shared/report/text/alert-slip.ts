/** Words of the slip that whoever gave an alert gets. */
export const alertSlipText = {
  title: 'Acuse de recibo de una alerta',
  what: 'Su alerta',
  reference: 'Número de la alerta',
  received: 'Llegó a la oficina',
  at: (date: string, time: string): string => `${date} a las ${time}`,
  state: 'Cómo está',
  states: {
    open: 'La oficina la tiene y va a decidir qué hacer.',
    decided: 'La oficina la estudió y decidió qué hacer.',
  },
  thanks:
    'Gracias por avisar. Para proteger a las personas, la oficina no puede contar qué encontró ni qué hace. Si sabe algo más, o si alguien corre peligro, avise otra vez y diga el número de la alerta.',
  keep: 'Guarde esta hoja donde no la vea quien pueda hacer daño. No dice quién avisó ni qué contó.',
  footer: (office: string): string => `${office} · Acuse de alerta`,
} as const;
