import { referralAddressees } from '../catalog/referral-directory.ts';
import type { SecondLanguage } from './second-language.ts';
import type { Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';

/** Paper sizes offered to an office: 8.5 x 11, 8.5 x 13 and 8.5 x 14 inches. */
export const papers = ['letter', 'oficio', 'legal'] as const;
export type Paper = (typeof papers)[number];

/** For whom papers of any kind are made: the office's own file, and the employer. */
export const addressees = ['file', 'employer'] as const;
/** For whom a paper may be made: the institutions get referrals, and nothing else. */
export const everyAddressee = [...addressees, ...referralAddressees] as const;
/** What the addressee may not see is not in the report at all. */
export type Addressee = (typeof everyAddressee)[number];

/** A label and its value, both as they will be printed. */
export interface ReportRow {
  readonly label: string;
  readonly value: string;
}

/** What a section is made of; plain data without fonts, boxes or functions. */
export type ReportBlock =
  | { readonly kind: 'fields'; readonly rows: readonly ReportRow[] }
  | { readonly kind: 'paragraph'; readonly text: string; readonly label?: string }
  | { readonly kind: 'numbered'; readonly items: readonly string[] }
  | { readonly kind: 'checks'; readonly items: readonly { readonly label: string; readonly checked: boolean }[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      /**
       * `large`: for what is copied by hand, such as the words of a recovery sheet; `hand` and `handTall`: ruled, with
       * rows high enough to write in one line or several
       */
      readonly size?: 'large' | 'hand' | 'handTall';
      readonly columns: readonly {
        readonly header: string;
        readonly weight: number;
        readonly align?: 'left' | 'right';
      }[];
      readonly rows: readonly (readonly string[])[];
    }
  /** rows of boxes to be filled in by hand */
  | { readonly kind: 'blanks'; readonly rows: readonly (readonly Blank[])[] }
  | { readonly kind: 'photos'; readonly photos: readonly ReportPhoto[] }
  | { readonly kind: 'notice'; readonly text: string };

/** A photograph and what is told of it. */
export interface ReportPhoto {
  /** drawn small enough for paper, without metadata */
  readonly jpeg: Bytes;
  /** what a screen reader says instead of it */
  readonly alt: string;
  /** beside the picture */
  readonly rows: readonly ReportRow[];
  /** below it; may be empty */
  readonly caption: string;
}

/** How a box is filled in by hand: writing on lines, a character in each of several squares, or crosses. */
export type BlankFill =
  | { readonly kind: 'lines'; readonly count: number }
  /** `parted` is printed between the groups */
  | { readonly kind: 'boxes'; readonly groups: readonly number[]; readonly parted: string }
  | { readonly kind: 'choices'; readonly options: readonly string[] };

/** A box of a blank form; `weight` is its share of the width of its row. */
export interface Blank {
  readonly label: string;
  readonly weight: number;
  readonly fill: BlankFill;
}

export interface ReportSection {
  readonly heading: string;
  readonly blocks: readonly ReportBlock[];
}

/** One person's place to sign: a form field for an electronic signature above a line for ink. */
export interface ReportSignature {
  /** name of the PDF signature field, ASCII, e.g. `Firma_Inspector_1`; absent where only ink is expected */
  readonly field?: string;
  /** as whom, e.g. `Inspectora de trabajo` */
  readonly role: string;
  readonly name: string;
  /** further lines, e.g. position and credential */
  readonly details: readonly string[];
}

/** One paper as plain data: final strings, made for one addressee, ready to be laid out. */
export interface Report {
  readonly template:
    | 'acta-inspeccion'
    | 'hoja-recuperacion'
    | 'extracto-bitacora'
    | 'acta-destruccion'
    | 'computo-plazo'
    | 'formulario'
    | 'hoja-hashes'
    | 'anexos-remision'
    | 'acuse-remision'
    | 'recibo-traspaso'
    | 'identidades-remision'
    | 'apertura-paquete'
    | 'calculo'
    | 'acuse-alerta'
    | 'registro-numeros'
    | 'procedimiento'
    | 'orden-inspeccion'
    | 'cedula-notificacion'
    | 'acta-reinspeccion'
    | 'acta-conciliacion'
    | 'resolucion'
    | 'remision'
    | 'prueba-firma'
    | 'prueba-equipo'
    | 'requerimiento-documentos'
    | 'informe-tecnico'
    | 'constancia-entrega'
    | 'informe-periodo'
    | 'registro-entrevista'
    | 'anexo-fotografico';
  readonly addressee: Addressee;
  readonly language: 'es-HN';
  /** the language that stands behind the Spanish words of the layout; what the report itself says has it already */
  readonly second?: SecondLanguage;
  readonly title: string;
  /** document number; empty while it is a draft */
  readonly number: string;
  readonly version: number;
  /** true prints BORRADOR across every page */
  readonly draft: boolean;
  readonly madeAt: Instant;
  readonly paper: Paper;
  readonly letterhead: readonly string[];
  readonly author: string;
  readonly sections: readonly ReportSection[];
  readonly signatures: readonly ReportSignature[];
  /** QR code with the lines printed beside it */
  readonly code?: {
    readonly qr: string;
    readonly heading: string;
    readonly lines: readonly string[];
    readonly alt: string;
  };
  /** canonical record carried inside the PDF as an associated file */
  readonly attachment?: { readonly name: string; readonly json: string; readonly description: string };
  /** left part of the footer; the page count is added by the layout */
  readonly footer: string;
}
