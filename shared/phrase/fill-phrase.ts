import { gap } from '../kernel/gaps.ts';

/** What can be filled into a phrase, by the names that people write in braces. */
export const placeholders = [
  'monto',
  'monto en letras',
  'fecha',
  'fecha en letras',
  'plazo',
  'patrono',
  'centro',
  'trabajadores',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** What a record knows, ready to stand in a sentence; what it does not know is absent. */
export type PhraseFacts = Readonly<Partial<Record<Placeholder, string>>>;

const PLACE = /\{([^{}]*)\}/g;

/** The names in braces that no record can fill: a slip in a phrase an office wrote. */
export function unknownPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1] ?? '').filter((name) => !isPlaceholder(name));
}

/**
 * The sentence of a phrase with what is known filled in. What is not known stays as a gap, `[[monto]]`, so that nobody
 * reads over it; facts are put in as they are, braces in them mean nothing.
 */
export function fillPhrase({ text }: { readonly text: string }, facts: PhraseFacts): string {
  return text.replace(PLACE, (_, name: string) => {
    const known = isPlaceholder(name) ? facts[name]?.trim() : undefined;
    return known === undefined || known === '' ? gap(name.trim() === '' ? '…' : name.trim()) : known;
  });
}

function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}
