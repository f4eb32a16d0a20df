/** Words of the register of numbers. */
export const numberRegisterText = {
  title: 'Registro de números',
  about: {
    heading: '1. Qué contiene',
    office: 'Oficina',
    type: 'Tipo de documento',
    year: 'Año',
    example: 'Forma del número',
    last: 'Último número dado',
    none: 'Ninguno',
  },
  summary: {
    heading: '2. Resumen',
    caption: 'Cuántos números hay de cada clase, del primero al último dado',
    columns: { kind: 'Clase', count: 'Cantidad' },
  },
  blocks: {
    heading: '3. Bloques por equipo',
    caption: 'Números que da cada equipo de la oficina',
    columns: { computer: 'Equipo', type: 'Tipo', span: 'Números', note: 'Nota', by: 'Lo dio' },
    everyType: 'Todos',
    none: 'La oficina no ha repartido bloques para este tipo y año: los números salen de un solo correlativo.',
  },
  spans: {
    heading: '4. Números',
    caption: 'Cada número del primero al último dado, por tramos de los que se sabe lo mismo',
    columns: { span: 'Números', count: 'Cantidad', kind: 'Clase', detail: 'Detalle' },
    none: 'Todavía no se ha dado ningún número.',
    to: (from: number, to: number) => `${from} a ${to}`,
    withPaper: 'Hay un documento con este número.',
    noted: (reason: string, by: string, on: string) => `${reason} (${by}, ${on})`,
    of: (computer: string) => `Bloque de ${computer}`,
  },
  kinds: {
    paper: 'Con documento',
    reserved: 'Reservado',
    annulled: 'Anulado',
    gap: 'Hueco',
    other: 'De otro equipo',
    notGiven: 'Sin dar',
  },
  closing: {
    heading: '5. Constancia',
    noGaps: 'No hay huecos: de cada número dado en este equipo se sabe qué fue.',
    gaps: (spans: string, more: number) =>
      `De estos números no se sabe nada: se dieron y no hay documento, reserva ni anulación que los explique: ${spans}${more === 0 ? '' : ` y ${more} tramos más de la lista`}.`,
    made: (date: string, time: string) => `Registro hecho el ${date} a las ${time}, según el reloj del equipo.`,
  },
  maker: 'Elaboró el registro',
  credential: 'Credencial',
  footer: (office: string) => `Registro de números · ${office}`,
} as const;
