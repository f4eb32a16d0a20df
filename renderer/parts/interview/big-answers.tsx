import { useEffect, useRef, type KeyboardEvent } from 'react';
import { numberKey } from '../number-key.ts';

interface BigAnswersProps<K extends string> {
  /** what is asked, for screen readers */
  readonly label: string;
  readonly options: readonly { readonly key: K; readonly label: string }[];
  /** what was answered before */
  readonly chosen?: string | undefined;
  readonly onAnswer: (key: K) => void;
}

/** A few answers as large buttons: by their number, with the arrows and Enter, or with the mouse. */
export function BigAnswers<K extends string>({ label, options, chosen, onAnswer }: BigAnswersProps<K>) {
  const group = useRef<HTMLDivElement>(null);
  const start = options.findIndex(({ key }) => key === chosen);
  // Every question waits with the focus among its answers, so that a digit is enough; on none of them before one was given,
  // so that no Enter too many gives one.
  useEffect(() => {
    const answers = group.current?.querySelectorAll('button');
    (answers?.[start] ?? group.current)?.focus({ preventScroll: true });
  }, [label, start]);
  const keys = options.map(({ key }) => key);
  function onKeyDown(event: KeyboardEvent): void {
    const answer = numberKey(event, keys);
    if (answer !== undefined) {
      if (!event.repeat) onAnswer(answer);
      return;
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const from = at < 0 && by < 0 ? 0 : at;
    buttons[(from + by + buttons.length) % buttons.length]?.focus();
  }
  return (
    <div ref={group} className="interview-answers" role="group" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {options.map(({ key, label: answer }, at) => (
        <button
          key={key}
          type="button"
          className="interview-answer"
          aria-pressed={key === chosen}
          aria-keyshortcuts={String(at + 1)}
          onClick={() => onAnswer(key)}
        >
          <kbd>{at + 1}</kbd>
          {answer}
        </button>
      ))}
    </div>
  );
}
