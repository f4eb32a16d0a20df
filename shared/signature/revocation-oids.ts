/** Object identifiers of revocation lists (RFC 5280 section 5) and of where signatures carry them. */
export const revocationOids = {
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  authorityKeyIdentifier: '2.5.29.35',
  /** signed attribute of PDF signatures (ISO 32000-1 section 12.8.3.3.2) */
  revocationInfoArchival: '1.2.840.113583.1.1.8',
} as const;
