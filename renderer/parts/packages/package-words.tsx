import { hashLines } from '../../../shared/report/hash-lines.ts';
import { t } from '../../text/index.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import './packages.css';

/** The six words that open a package, shown this once, and that the person has them. */
export function PackageWords(props: {
  readonly words: string;
  readonly noted: boolean;
  readonly onNoted: (noted: boolean) => void;
}) {
  const { words, noted, onNoted } = props;
  return (
    <section className="package-words" aria-labelledby="package-words-title">
      <h3 id="package-words-title">{t('packages.wordsTitle')}</h3>
      <ol aria-label={t('packages.wordsList')}>
        {words.split(' ').map((word, i) => (
          <li key={`${i}-${word}`}>{word}</li>
        ))}
      </ol>
      <p>{t('packages.wordsTell')}</p>
      <CheckBox selected={noted} onChange={onNoted}>
        {t('packages.wordsNoted')}
      </CheckBox>
    </section>
  );
}

/** The fingerprint of a package, in the groups in which it is read out on the telephone. */
export function PackageHash({ sha256 }: { readonly sha256: string }) {
  return (
    <div>
      <p className="package-note">{t('packages.hash')}</p>
      <p className="package-hash">
        {hashLines(sha256)
          .flatMap((line) => line.split(' '))
          .map((group, i) => (
            <span key={i}>{group}</span>
          ))}
      </p>
    </div>
  );
}
