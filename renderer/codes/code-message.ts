import type { Bytes } from '../../shared/kernel/bytes.ts';

/** What the window asks the worker that reads codes: a picture, or a PDF with scans in it. */
export interface CodeQuestion {
  readonly bytes: Bytes;
}

/** The texts of the codes it found, none for a picture without any; what could not be read as a picture at all says so. */
export type CodeAnswer = { readonly ok: true; readonly texts: readonly string[] } | { readonly ok: false };
