import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { RenderedPdf } from '../../shared/pdf/render.ts';
import type { Report } from '../../shared/report/report.ts';
import type { PreparedSignature } from '../../shared/signature/signer.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';

/** A document that was printed and read back: its bytes say what the report says. */
export type CheckedPdf = RenderedPdf & {
  /** lower-case hexadecimal SHA-256 of the bytes */
  readonly sha256: string;
};

/** What a signature shows and where it goes. */
export interface RoomRequest {
  /** name of an empty signature field of the document */
  readonly field: string;
  /** the signer's name */
  readonly signer: string;
  /** empty for certificates that do not say it */
  readonly position: string;
  readonly reason: string;
  readonly place: string;
  /** by this computer's clock */
  readonly when: Instant;
  /** serial number of the certificate, hexadecimal */
  readonly serial: string;
  /** the first signature of a document certifies it */
  readonly certify: boolean;
  /** what such a signature is called, e.g. `firma electrónica simple` */
  readonly kind: string;
  /** what proves the signature later; undefined when there is nothing */
  readonly proof: ValidationData | undefined;
}

/** What the document process can be asked; answered in any order under the same id. */
export type DocumentRequest =
  | { readonly kind: 'warm' }
  | { readonly kind: 'render'; readonly report: Report }
  | { readonly kind: 'prepare'; readonly pdf: Bytes; readonly room: RoomRequest }
  | { readonly kind: 'prepareTimestamp'; readonly pdf: Bytes; readonly proof: ValidationData | undefined };

/** The value of a successful answer to each kind of request. */
export interface DocumentAnswers {
  readonly warm: null;
  readonly render: CheckedPdf;
  readonly prepare: PreparedSignature;
  readonly prepareTimestamp: PreparedSignature & { readonly field: string };
}

export type DocumentCall = DocumentRequest & { readonly id: number };
export interface DocumentReply {
  readonly id: number;
  readonly result: Result<DocumentAnswers[DocumentRequest['kind']]>;
}
/** Said between a call and its answer: the share that is done, 0 to 1. */
export interface DocumentProgress {
  readonly id: number;
  readonly share: number;
}
