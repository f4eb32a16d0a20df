import * as v from 'valibot';
import { everyAddressee, papers } from '../report/report.ts';
import { bytes } from './shapes.ts';

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
/** The longest record that a paper carries as an attachment, in characters. */
const MOST_RECORD = 20 * 1024 * 1024;
/** The largest photograph that a paper is given, in bytes. */
const MOST_PHOTO = 1024 * 1024;

const Row = v.strictObject({ label: text(400), value: text(60_000) });
/** More lines or squares than this fill a page. */
const few = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(40));
const BlankFill = v.variant('kind', [
  v.strictObject({ kind: v.literal('lines'), count: few }),
  v.strictObject({ kind: v.literal('boxes'), groups: v.array(few), parted: text(3) }),
  v.strictObject({ kind: v.literal('choices'), options: v.array(text(400)) }),
]);
const Block = v.variant('kind', [
  v.strictObject({ kind: v.literal('fields'), rows: v.array(Row) }),
  v.strictObject({ kind: v.literal('paragraph'), text: text(60_000), label: v.exactOptional(text(400)) }),
  v.strictObject({ kind: v.literal('numbered'), items: v.array(text(60_000)) }),
  v.strictObject({
    kind: v.literal('checks'),
    items: v.array(v.strictObject({ label: text(400), checked: v.boolean() })),
  }),
  v.strictObject({
    kind: v.literal('table'),
    caption: text(400),
    size: v.exactOptional(v.picklist(['large', 'hand', 'handTall'])),
    columns: v.array(
      v.strictObject({ header: text(200), weight: v.number(), align: v.exactOptional(v.picklist(['left', 'right'])) }),
    ),
    rows: v.array(v.array(text(60_000))),
  }),
  v.strictObject({
    kind: v.literal('blanks'),
    rows: v.array(v.array(v.strictObject({ label: text(400), weight: v.number(), fill: BlankFill }))),
  }),
  v.strictObject({
    kind: v.literal('photos'),
    photos: v.array(
      v.strictObject({ jpeg: bytes(MOST_PHOTO), alt: text(400), rows: v.array(Row), caption: text(60_000) }),
    ),
  }),
  v.strictObject({ kind: v.literal('notice'), text: text(60_000) }),
]);

/** The schema of `shared/report/report.ts`, for the crossing into the document process. */
export const ReportInput = v.strictObject({
  template: v.picklist([
    'acta-inspeccion',
    'hoja-recuperacion',
    'extracto-bitacora',
    'acta-destruccion',
    'computo-plazo',
    'orden-inspeccion',
    'cedula-notificacion',
    'acta-reinspeccion',
    'acta-conciliacion',
    'resolucion',
    'formulario',
    'registro-numeros',
    'procedimiento',
    'calculo',
    'acuse-alerta',
    'hoja-hashes',
    'anexos-remision',
    'acuse-remision',
    'recibo-traspaso',
    'identidades-remision',
    'apertura-paquete',
    'remision',
    'prueba-firma',
    'prueba-equipo',
    'requerimiento-documentos',
    'informe-tecnico',
    'constancia-entrega',
    'informe-periodo',
    'registro-entrevista',
    'anexo-fotografico',
  ]),
  addressee: v.picklist(everyAddressee),
  language: v.literal('es-HN'),
  second: v.exactOptional(v.picklist(['en', 'fr'])),
  title: text(200),
  number: text(80),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  draft: v.boolean(),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  paper: v.picklist(papers),
  letterhead: v.array(text(200)),
  author: text(200),
  sections: v.array(v.strictObject({ heading: text(400), blocks: v.array(Block) })),
  signatures: v.array(
    v.strictObject({
      field: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_]{1,60}$/))),
      role: text(200),
      name: text(200),
      details: v.array(text(200)),
    }),
  ),
  code: v.exactOptional(
    v.strictObject({ qr: text(1200), heading: text(200), lines: v.array(text(400)), alt: text(400) }),
  ),
  attachment: v.exactOptional(v.strictObject({ name: text(100), json: text(MOST_RECORD), description: text(200) })),
  footer: text(200),
});
