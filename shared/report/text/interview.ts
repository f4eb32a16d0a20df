/** Sentences of the record of an interview. No norm is named: none was read in the act itself. */
export const interviewText = {
  title: 'Registro de entrevista',
  opening: (facts: { readonly when: string; readonly official: string; readonly pseudonym: string }) =>
    `Siendo las ${facts.when}, ${facts.official} entrevistó a la persona que en este documento se llama ${facts.pseudonym}, y deja constancia de lo que dijo.`,
  unsigned:
    'La persona entrevistada no firma: aquí se la conoce solo por su seudónimo. Quién es consta aparte, en datos protegidos.',
  reserved: 'Documento reservado: no se muestra ni se entrega al patrono, ni se agrega a nada que le llegue.',
} as const;
