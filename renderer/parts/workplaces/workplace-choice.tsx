import { useEffect, useMemo, useRef, useState } from 'react';
import type { WorkplaceFacts } from '../../../shared/search/likeness.ts';
import { useLists, useListStatus, useTexts } from '../../lists.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { SimilarWorkplaces, WorkplaceLines } from './similar-workplaces.tsx';
import { useWorkplace } from './use-workplace.ts';
import './workplace-choice.css';
import { workplaceName } from './workplace-name.ts';

/** The workplace of a case while its file is written: none, one of the office's, or one that is registered with it. */
export type WorkplaceChoice =
  { readonly kind: 'none' } | { readonly kind: 'new' } | { readonly kind: 'known'; readonly id: string };

interface WorkplaceChoiceInputProps {
  readonly choice: WorkplaceChoice;
  /** what the file says of it so far */
  readonly facts: WorkplaceFacts;
  readonly onChoose: (choice: WorkplaceChoice) => void;
}

/** Finds the workplace of a case by any word, shows those that look like what is typed, or registers a new one. */
export function WorkplaceChoiceInput({ choice, facts, onChoose }: WorkplaceChoiceInputProps) {
  const section = useRef<HTMLElement>(null);
  const { kind } = choice;
  const [drawnKind, setDrawnKind] = useState(kind);
  // the button that was pressed is gone: what took its place has the focus
  useEffect(() => {
    if (kind === drawnKind) return;
    setDrawnKind(kind);
    section.current?.querySelector<HTMLElement>('button, input')?.focus();
  }, [kind, drawnKind]);
  return (
    <section ref={section} className="workplace-choice" aria-label={t('workplaces.workplace')}>
      <h3>{t('workplaces.workplace')}</h3>
      {choice.kind === 'known' && <Chosen id={choice.id} onChange={() => onChoose({ kind: 'none' })} />}
      {choice.kind === 'new' && (
        <div className="workplace-choice-row">
          <p>{t('workplaces.willRegister')}</p>
          <Button size="small" onPress={() => onChoose({ kind: 'none' })}>
            {t('workplaces.notRegister')}
          </Button>
        </div>
      )}
      {choice.kind === 'none' && <Search onChoose={(id) => onChoose({ kind: 'known', id })} />}
      {choice.kind !== 'known' && (
        <SimilarWorkplaces
          facts={facts}
          choose={t('workplaces.choose')}
          onChoose={(id) => onChoose({ kind: 'known', id })}
        />
      )}
      {choice.kind === 'none' && facts.employer.trim() !== '' && (
        <div>
          <Button size="small" icon="plus" onPress={() => onChoose({ kind: 'new' })}>
            {t('workplaces.register')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Chosen({ id, onChange }: { readonly id: string; readonly onChange: () => void }) {
  const workplace = useWorkplace(id);
  return (
    <div className="workplace-choice-row">
      {workplace === undefined ? <p>{t('workplaces.notHere')}</p> : <WorkplaceLines {...workplace} />}
      <Button size="small" onPress={onChange}>
        {t('workplaces.change')}
      </Button>
    </div>
  );
}

const SHOWN = 5;

function Search({ onChoose }: { readonly onChoose: (id: string) => void }) {
  const { workplaces } = useLists();
  const status = useListStatus(workplaces);
  const [typed, setTyped] = useState('');
  const slots = useMemo(
    () =>
      typed.trim() === '' ? [] : [...workplaces.rows(typed, { by: 'name', descending: false }).subarray(0, SHOWN)],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new status stands for other rows
    [workplaces, status, typed],
  );
  const found = useTexts(workplaces, slots).filter((text) => text !== undefined);
  return (
    <>
      <TextInput
        label={t('workplaces.find')}
        hint={t('workplaces.findHint')}
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          // what is looked for is not sent with the form around it
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {typed.trim() !== '' && (
        <ul className="workplace-choice-found" aria-label={t('workplaces.found')}>
          {found.map((one) => (
            <li key={one.id} className="workplace-choice-row">
              <WorkplaceLines {...one} />
              <Button
                size="small"
                label={`${t('workplaces.choose')}: ${workplaceName(one)}`}
                onPress={() => onChoose(one.id)}
              >
                {t('workplaces.choose')}
              </Button>
            </li>
          ))}
          {slots.length === 0 && <li role="status">{t('workplaces.noneFound')}</li>}
        </ul>
      )}
    </>
  );
}
