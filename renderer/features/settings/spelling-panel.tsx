import { useCallback, useState } from 'react';
import type { Result } from '../../../shared/kernel/result.ts';
import { forgetWord, readDictionary, setSpellCheck } from '../../db/dictionary.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useReading } from '../../parts/use-reading.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { Select } from '../../ui/select.tsx';

/** Whether long texts are checked, and the words that the office taught. */
export function SpellingPanel() {
  const { db } = useSession();
  const { value: dictionary, fault: unread, reload } = useReading(useCallback(() => readDictionary(db), [db]));
  const [chosen, setChosen] = useState<string>();
  const { busy, fault, run } = useDeed();
  const change = (deed: () => Promise<Result<void>>): void => void run(deed, () => reload());
  const word = dictionary?.words.find((known) => known === chosen) ?? dictionary?.words[0];
  const problem = unread ?? fault;

  return (
    <Panel title={t('writing.spelling')}>
      {problem && <FaultNotice fault={problem} />}
      {dictionary && (
        <div className="office-form">
          <RadioChoice
            label={t('writing.spellingOn')}
            hint={t('writing.spellingHint')}
            options={[
              { key: 'on', label: t('writing.on') },
              { key: 'off', label: t('writing.off') },
            ]}
            value={dictionary.isOn ? 'on' : 'off'}
            onChange={(key) => {
              if (key !== undefined) change(() => setSpellCheck(db, key === 'on'));
            }}
            disabled={busy}
          />
          <div className="office-stack">
            {word === undefined ? (
              <p className="office-note">{t('writing.noWords')}</p>
            ) : (
              <>
                <Select
                  label={t('writing.words')}
                  hint={t('writing.wordsHint')}
                  options={dictionary.words.map((known) => ({ key: known, label: known }))}
                  value={word}
                  onChange={setChosen}
                />
                <div>
                  <Button icon="trash" busy={busy} onPress={() => change(() => forgetWord(db, word))}>
                    {t('writing.forget')}
                  </Button>
                </div>
              </>
            )}
          </div>
        </div>
      )}
    </Panel>
  );
}
