/** The mark by which Windows knows UTF-8. */
const BOM = '\uFEFF';

/**
 * The text of `LEEME.txt` for whoever finds or receives a stick: UTF-8 with a mark, lines as Windows ends them. It is the same on every
 * stick, since a lost one must not tell whose it was.
 */
export function readmeText(): string {
  return BOM + TEXT.replaceAll('\n', '\r\n');
}

const TEXT = `TRASPASO ENTRE OFICINAS DE INSPECCIÓN DEL TRABAJO

Los archivos TRASPASO-XXXX-XXXX.age de esta memoria están cifrados. No
contienen nada que se pueda leer sin la llave o las palabras de quien los
recibe.

SI ENCONTRÓ ESTA MEMORIA

  Entréguela en la oficina más cercana de la Secretaría de Trabajo y
  Seguridad Social. No hace falta abrirla ni copiarla, y no sirve para nada
  más. Gracias.

SI LA RECIBIÓ EN UNA OFICINA

  Ábrala con la aplicación: Traspasos, Recibir. No cambie el nombre de los
  archivos, no los copie a otra carpeta y no borre ninguno. Si un traspaso
  tiene varias partes (.age.001, .age.002 ...), hacen falta todas.

SI LA RECIBIÓ EN UNA FISCALÍA O JUZGADO

  La oficina que la entrega le dice por teléfono seis palabras y le da una
  vez la página «verificador.html», que abre el traspaso en cualquier
  navegador, sin conexión. Su huella SHA-256 está en el recibo: compárela. No
  use una página que haya venido en esta memoria.

  Sin la página: con el programa libre «age» (versión 1.1 o posterior), en
  una carpeta vacía:

    age -d -o traspaso.tar TRASPASO-XXXX-XXXX.age
    tar -xf traspaso.tar

  Las palabras se escriben en minúsculas, sin tildes y con un solo espacio
  entre ellas; no se ven mientras se escriben. Cómo se comprueban los archivos
  y la firma está en la guía de la aplicación, que la oficina le da impresa.

  Antes de abrirlo, compare la huella SHA-256 del archivo con la del recibo
  que acompaña la entrega. En Windows: certutil -hashfile ARCHIVO SHA256. En
  Linux: sha256sum ARCHIVO.

CUIDADO

  En esta memoria no hay programas. Si ve alguno, no lo ejecute y avise.
`;
