import type { CheckName, CheckState, outcomes } from '../../diagnosis/check.ts';
import type { Ending } from '../../diagnosis/ending.ts';
import type { SizeName } from '../../diagnosis/slip.ts';

type Sentences = { readonly [N in CheckName]: Readonly<Record<keyof (typeof outcomes)[N], string>> };

/** What each finding is called in Spanish on paper, in the support slip and at a terminal; `{gaps}` are its facts. */
const sentences: Sentences = {
  runtime: {
    current: 'Atalaya {app}, Electron {electron}, Chromium {chrome}, Node {node}.',
    'prints-not':
      'Atalaya {app}, Electron {electron}, Chromium {chrome}, Node {node}: este Electron no imprime por sí mismo; se imprime desde el visor.',
  },
  engine: {
    sqlite: 'La base de datos usa SQLite.',
    leveldb: 'La base de datos usa LevelDB.',
    absent: 'No está la base de datos de la oficina. Se rehace desde el diario cuando alguien entra.',
    older: 'Este programa es más antiguo que el que usó la oficina: no debe abrirla. Instale la versión nueva.',
    other: 'Este programa no conoce la forma de la base de datos: no debe abrirla. Instale la versión nueva.',
  },
  writing: {
    possible: 'Se puede escribir en la carpeta de datos.',
    denied: 'No se puede escribir en la carpeta de datos. Devuélvale el permiso de escritura.',
    full: 'El disco está lleno. Libere espacio.',
  },
  disk: {
    enough: '{freeMiB} MiB libres.',
    little: '{freeMiB} MiB libres: queda poco espacio. Libere espacio pronto.',
    full: '{freeMiB} MiB libres: no alcanza para guardar. Libere espacio ahora.',
    unknown: 'El sistema no dice cuánto espacio queda.',
  },
  keys: {
    readable: 'El archivo de llaves se lee.',
    none: 'Aquí no hay ninguna oficina todavía.',
    second: 'El archivo de llaves está dañado y se usa su segunda copia. Avise a soporte.',
    old: 'El archivo de llaves es de una versión anterior; se renueva cuando alguien entra.',
    damaged: 'El archivo de llaves está dañado. No borre nada; restaure una copia o avise a soporte.',
    newer: 'Lo escribió una versión más nueva de Atalaya. No se cambió nada; instale la versión más reciente.',
  },
  journal: {
    whole: 'El diario está entero: {frames} anotaciones.',
    none: 'Todavía no hay diario.',
    cut: 'El diario tiene {frames} anotaciones y un final a medio escribir; nada confirmado falta.',
    repaired: 'El diario tiene {frames} anotaciones y se reparó con una copia.',
    damaged: 'El diario tiene {gaps} lugares dañados. Restaure una copia o avise a soporte.',
    missing: 'Falta el diario de la oficina. Restaure una copia o avise a soporte.',
    unreadable: 'El sistema no deja leer el diario. Cierre otros programas y pruebe otra vez.',
  },
  clock: {
    right: 'El reloj no está antes de lo último que se escribió.',
    unknown: 'Todavía no hay con qué comparar el reloj.',
    behind: 'El reloj está {minutes} minutos antes de lo último que se escribió. Póngalo en hora.',
  },
  fonts: {
    drawn: 'Una página de prueba se compuso y se leyó de vuelta.',
    failed: 'La página de prueba no se pudo componer. Reinstale el programa; los datos no se tocan.',
  },
  printers: {
    some: 'Impresoras que conoce el sistema: {printers}.',
    none: 'El sistema no conoce ninguna impresora.',
    unknown: 'El sistema no dice qué impresoras hay.',
  },
};

const names: Readonly<Record<CheckName, string>> = {
  runtime: 'Programa',
  engine: 'Motor de la base de datos',
  writing: 'Permiso de escritura',
  disk: 'Espacio en disco',
  keys: 'Llaves',
  journal: 'Diario',
  clock: 'Reloj',
  fonts: 'Letras y papeles',
  printers: 'Impresoras',
};

const states: Readonly<Record<CheckState, string>> = { ok: 'BIEN', warn: 'AVISO', bad: 'MAL' };
const results: Readonly<Record<CheckState, string>> = {
  ok: 'Resultado: todo está bien.',
  warn: 'Resultado: se puede trabajar; lea los avisos.',
  bad: 'Resultado: hay fallos. No siga sin atenderlos.',
};

const endings: Readonly<Record<Ending['kind'], string>> = {
  bug: 'error del programa',
  window: 'la ventana dejó de funcionar',
  cut: 'corte (luz, sistema o cierre forzado); empezó a esta hora',
};

const sizes: Readonly<Record<SizeName, string>> = {
  journal: 'Diario',
  database: 'Base de datos',
  snapshots: 'Copias',
  evidence: 'Evidencia',
  log: 'Registro de fallos',
};

/** Words of the test page, of `--self-test` and of the support slip. */
export const diagnosisText = {
  sentences,
  names,
  states,
  results,
  page: {
    title: 'Página de prueba',
    heading: '1. Letras',
    sample:
      'El veloz murciélago hindú comía feliz cardillo y kiwi. La cigüeña tocaba el saxofón. ¿ÁÉÍÓÚÜÑ? ¡áéíóúüñ! 0123456789 L 1,234.50 «» – — № § °',
    checks: '2. Lo que se revisó en este equipo',
    caption: 'Resultado de la revisión',
    what: 'Qué',
    state: 'Estado',
    found: 'Lo que se halló',
    footer: 'Página de prueba, sin datos de casos',
  },
  slip: {
    title: 'HOJA DE SOPORTE DE ATALAYA',
    intro:
      'Léala entera antes de entregarla. No lleva nombres, casos, textos ni carpetas: solo versiones, tamaños, horas y códigos.',
    madeAt: 'Hecha',
    versions: 'VERSIONES',
    system: 'Sistema',
    packaged: 'Instalado',
    yes: 'sí',
    no: 'no',
    computer: 'Equipo',
    computerOf: (processors: number, memory: number, free: number) =>
      `${processors} procesadores, ${memory} MiB de memoria, ${free} MiB libres`,
    office: 'Oficina',
    offices: {
      new: 'ninguna',
      locked: 'bloqueada',
      open: 'abierta',
      damaged: 'llaves dañadas',
      newer: 'de una versión más nueva',
    },
    checks: 'REVISIÓN',
    sizes: 'TAMAÑOS',
    sizeOf: (files: number, bytes: number) => `${files} archivos, ${bytes} bytes`,
    sizeNames: sizes,
    timings: 'TIEMPOS',
    sinceStart: 'Desde que se abrió el programa',
    toServices: 'Hasta estar listo',
    toCheck: 'Esta revisión',
    ms: (milliseconds: number) => `${milliseconds} ms`,
    chain: 'CADENA DE LA BITÁCORA',
    chainUnknown: 'Solo se puede revisar con la oficina abierta.',
    chainOf: (entries: number) => `${entries} asientos, entera`,
    chainBroken: (entries: number, at: number) => `${entries} asientos, rota en el asiento ${at}`,
    endings: 'CIERRES ANORMALES',
    endingKinds: endings,
    log: 'FALLOS ANOTADOS',
    none: 'Ninguno.',
  },
} as const;
