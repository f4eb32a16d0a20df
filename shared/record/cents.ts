/** Canonical money as cents; whole numbers, so that nothing is rounded. Undefined for what is no amount. */
export function cents(text: string): bigint | undefined {
  const [, whole, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}

/** An amount in cents, not negative, as canonical money: `1234.50`. */
export function moneyOfCents(amount: bigint): string {
  return `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
}
