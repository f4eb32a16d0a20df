import { t } from '../../text/index.ts';

/** What is said around the six words of a package of papers. */
export function packageWords(): Readonly<Record<'title' | 'list' | 'tell' | 'noted', string>> {
  return {
    title: t('packages.wordsTitle'),
    list: t('packages.wordsList'),
    tell: t('packages.wordsTell'),
    noted: t('packages.wordsNoted'),
  };
}
