/** Lower case without accents, for finding: `Comayagüela` and `comayaguela` are the same; ñ becomes n too. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
