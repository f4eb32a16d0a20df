import { hashLines } from '../../../shared/report/hash-lines.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import './sealing.css';

interface SpokenWordsProps {
  /** what is said around them */
  readonly texts: Readonly<Record<'title' | 'list' | 'tell' | 'noted', string>>;
  readonly words: string;
  /** whoever sees them has written them down: they are shown this once */
  readonly noted: boolean;
  readonly onNoted: (noted: boolean) => void;
}

/** The six words that open what was sealed for somebody without a key. */
export function SpokenWords({ texts, words, noted, onNoted }: SpokenWordsProps) {
  return (
    <section className="sealing-words" aria-labelledby="sealing-words-title">
      <h3 id="sealing-words-title">{texts.title}</h3>
      <ol aria-label={texts.list}>
        {words.split(' ').map((word, i) => (
          <li key={`${i}-${word}`}>{word}</li>
        ))}
      </ol>
      <p>{texts.tell}</p>
      <CheckBox selected={noted} onChange={onNoted}>
        {texts.noted}
      </CheckBox>
    </section>
  );
}

/** The fingerprint of what was sealed, in the groups of the printed receipt: both are read out on the telephone. */
export function SealedHash({ label, sha256 }: { readonly label: string; readonly sha256: string }) {
  return (
    <div>
      <p className="sealing-note">{label}</p>
      <p className="sealing-hash">
        {hashLines(sha256)
          .flatMap((line) => line.split(' '))
          .map((group, i) => (
            <span key={i}>{group}</span>
          ))}
      </p>
    </div>
  );
}
