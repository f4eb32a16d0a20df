import { expect, test } from 'vitest';
import { isLoss, mayGoOn } from '../../../../renderer/features/unlock/losses.ts';
import type { FaultCode } from '../../../../shared/kernel/fault.ts';

test.each<[FaultCode, { readonly copy: boolean; readonly goOn: boolean }]>([
  ['journal/lost', { copy: true, goOn: true }],
  // rows that neither the tables nor the journal can give
  ['db/damaged', { copy: true, goOn: true }],
  ['db/missing', { copy: true, goOn: false }],
  ['journal/differs', { copy: true, goOn: false }],
  ['vault/damaged', { copy: true, goOn: false }],
  ['db/newer', { copy: false, goOn: false }],
  ['vault/wrong-passphrase', { copy: false, goOn: false }],
])('%s', (code, ways) => {
  expect({ copy: isLoss({ code }), goOn: mayGoOn({ code }) }).toEqual(ways);
});
