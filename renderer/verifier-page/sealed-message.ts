import type { Envelope } from '../../shared/bundle/envelope.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Fault } from '../../shared/kernel/fault.ts';

/** What opens a sealed bundle: six words as they are typed for `age`, or the secret half of a key. */
export type Opening =
  { readonly kind: 'words'; readonly words: string } | { readonly kind: 'key'; readonly identity: string };

/** What the page asks its worker. */
export interface SealedQuestion {
  /** all of the sealed file; its parts one after the other */
  readonly sealed: Blob;
  readonly opening: Opening;
  /** certificates of roots that somebody compared, DER: for a bundle that brings no list of its ministry */
  readonly roots: readonly Bytes[];
  /** milliseconds since 1970, by this computer's clock */
  readonly now: number;
  /** one file to be taken out of a bundle that was found good; undefined to check all of it */
  readonly wanted?: { readonly path: string; readonly identity: string } | undefined;
}

/** What the worker says: how far it is, and how it ended. */
export type SealedAnswer =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'contents'; readonly contents: BundleContents }
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** A file that can be saved. */
export interface ContentFile {
  /** in the archive */
  readonly path: string;
  readonly kind: 'adjunto' | 'documento' | 'cambios';
  /** bytes, of changes as they are packed */
  readonly size: number;
  /** lower-case hexadecimal */
  readonly sha256: string;
  /** what the sender calls a paper, and which of its signed states this is; hostile text */
  readonly paper?: {
    readonly title: string;
    readonly number: string;
    readonly version: number;
    readonly state: number;
  };
}

/** A bundle of which every byte was checked, and whose sender has a certificate of `root`. */
export interface BundleContents {
  /** SHA-256 of the envelope, lower-case hexadecimal */
  readonly identity: string;
  readonly kind: Envelope['tipo'];
  /** code of the office, and its name as the root certified it; undefined where it has none */
  readonly office: string;
  readonly officeName: string | undefined;
  /** by the sender's clock, UTC */
  readonly madeAt: string;
  /** whoever vouches for the sender, DER; whether it is the ministry is for a person to compare */
  readonly root: Bytes;
  /** the ministry believes this computer no more */
  readonly isRevoked: boolean;
  readonly cases: readonly { readonly id: string; readonly changes: number }[];
  readonly files: readonly ContentFile[];
}
