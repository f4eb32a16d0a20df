/** Words of the paper that a signature is tried on. */
export const signatureTestText = {
  title: 'Prueba de firma',
  heading: 'Papel de prueba, sin valor',
  text: 'Este papel se hizo para probar un certificado de firma. No dice nada de ningún caso, no se guarda y no vale como documento.',
  role: 'Quien prueba su firma',
  reason: 'Prueba de firma, sin valor',
  footer: 'Prueba de firma, sin valor',
} as const;
