import { hashLines } from '../../../shared/report/hash-lines.ts';
import { t } from '../../text/index.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import './sealing.css';

/** What was sealed: its texts begin so. */
type Sealed = 'packages' | 'exchange';

interface SpokenWordsProps {
  readonly of: Sealed;
  readonly words: string;
  /** whoever sees them has written them down: they are shown this once */
  readonly noted: boolean;
  readonly onNoted: (noted: boolean) => void;
}

/** The six words that open what was sealed for somebody without a key. */
export function SpokenWords({ of, words, noted, onNoted }: SpokenWordsProps) {
  return (
    <section className="sealing-words" aria-labelledby="sealing-words-title">
      <h3 id="sealing-words-title">{t(`${of}.wordsTitle`)}</h3>
      <ol aria-label={t(`${of}.wordsList`)}>
        {words.split(' ').map((word, i) => (
          <li key={`${i}-${word}`}>{word}</li>
        ))}
      </ol>
      <p>{t(`${of}.wordsTell`)}</p>
      <CheckBox selected={noted} onChange={onNoted}>
        {t(`${of}.wordsNoted`)}
      </CheckBox>
    </section>
  );
}

/** The fingerprint of what was sealed, in the groups of the printed receipt: both are read out on the telephone. */
export function SealedHash({ of, sha256 }: { readonly of: Sealed; readonly sha256: string }) {
  return (
    <div>
      <p className="sealing-note">{t(`${of}.hash`)}</p>
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
