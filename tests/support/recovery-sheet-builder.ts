import type { RecoverySheetInput } from '../../shared/report/recovery-sheet.ts';
import { shareToWords, type Share } from '../../shared/vault/recovery-sheets.ts';
import { sampleOffice } from './inspection-builder.ts';

/** The share whose words are on the sample sheet. */
export const sampleShare: Share = {
  setTag: 0x2c71,
  index: 2,
  bytes: Uint8Array.from({ length: 32 }, (_, i) => (i * 37 + 11) % 256),
};

/** A recovery sheet as an office prints it, without the time it is made and the paper. */
export const sampleSheet: Pick<RecoverySheetInput, 'office' | 'sheet'> = {
  office: sampleOffice,
  sheet: {
    setId: '3f2a9c1d-5b7e-4a10-9d3c-8e6f01b2c4d5',
    index: sampleShare.index,
    total: 3,
    need: 2,
    holder: 'Oficina central (Tegucigalpa)',
    words: shareToWords(sampleShare),
  },
};
