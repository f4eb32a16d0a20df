import type { Prepare, SigningTools } from '../../electron/host/sign-pdf.ts';
import { prepareSignature } from '../../shared/signature/prepare.ts';

/** The document process without its stamp. */
export const prepareWithoutStamp: Prepare = (pdf, { field, signer, reason, place, when, certify, proof }) =>
  prepareSignature(pdf, {
    field,
    name: signer,
    reason,
    place,
    when: new Date(when),
    ...(certify ? { certify: 2 } : {}),
    ...(proof && { proof }),
  });

/** What signing runs on, without other processes and without a network. */
export const signingTools: Omit<SigningTools, 'clock'> = {
  prepare: prepareWithoutStamp,
  askTimestamp: () => Promise.reject(new Error('nobody switched it on')),
  proveAuthority: () => Promise.reject(new Error('nobody switched it on')),
};
