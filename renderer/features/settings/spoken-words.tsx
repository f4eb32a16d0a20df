import './trust-panel.css';

/** Eight words to read aloud, numbered; they are Spanish whatever the language of the screen. */
export function SpokenWords({ label, words }: { readonly label: string; readonly words: readonly string[] }) {
  return (
    <ol className="trust-words" aria-label={label} lang="es">
      {words.map((word, at) => (
        <li key={at}>
          <span className="trust-words-number">{at + 1}</span>
          <span>{word}</span>
        </li>
      ))}
    </ol>
  );
}
