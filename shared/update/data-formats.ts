import data from './data-formats.json';

/** How this version writes down what an office keeps: numbers that grow when an older version could not read it any more. */
export interface DataFormats {
  /** of journal and database (`LAYOUT` of shared/journal/write.ts) */
  readonly layout: number;
  /** of what each entry of the journal holds (`PAYLOAD_VERSION` of shared/journal/payload.ts) */
  readonly journal: number;
  /** of the keyring (`KEYRING_FORMAT` of electron/vault/keyring.ts) */
  readonly keyring: number;
}

/** The formats of this version. In a file of its own, so that the tool that signs updates can read them. */
export const dataFormats: DataFormats = data;
