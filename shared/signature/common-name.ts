/** The common name in a distinguished name: `AC Oficina` of `CN=AC Oficina, O=Oficina, C=HN`; else the whole of it. */
export function commonName(distinguishedName: string): string {
  const match = /(?:^|,\s*)CN=((?:\\.|[^,\\])+)/i.exec(distinguishedName);
  return match?.[1]?.replace(/\\(.)/g, '$1').trim() ?? distinguishedName;
}
