import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { sourceOfFile, type Source } from '../evidence/sources.ts';
import { useDrop } from '../evidence/use-ways-in.ts';
import './picture-taker.css';

/** What a code is read from: a photograph, a picture of the screen, or what a scanner writes. */
const TAKEN = 'image/jpeg,image/png,image/webp,application/pdf';

interface PictureTakerProps {
  /** what the button says */
  readonly label: string;
  /** that a picture may be dropped or pasted too */
  readonly hint: string;
  readonly busy: boolean;
  readonly onPicture: (source: Source) => void;
  /** what came of it */
  readonly children?: ReactNode;
}

/** Takes one picture with a code on it: chosen, dropped or pasted. */
export function PictureTaker({ label, hint, busy, onPicture, children }: PictureTakerProps) {
  const input = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const drop = useDrop(!busy, ([first]) => {
    if (first !== undefined) onPicture(first);
  });
  useEffect(() => {
    if (busy) return;
    const paste = (event: ClipboardEvent): void => {
      const [file] = event.clipboardData?.files ?? [];
      const dialog = document.querySelector('[role=dialog],[role=alertdialog]');
      // what is pasted while another window is open is for that one
      if (file === undefined || (dialog !== null && !dialog.contains(place.current))) return;
      event.preventDefault();
      onPicture(sourceOfFile(file, 'paste'));
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [busy, onPicture]);
  return (
    <div ref={place} className={classNames('picture-taker', drop.over && 'picture-taker-over')} {...drop.handlers}>
      <Button icon="upload" busy={busy} onPress={() => input.current?.click()}>
        {label}
      </Button>
      <span className="picture-taker-hint">{hint}</span>
      <input
        ref={input}
        type="file"
        accept={TAKEN}
        hidden
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onPicture(sourceOfFile(file, 'button'));
          // the same file may be chosen again after it was replaced
          event.target.value = '';
        }}
      />
      {children}
    </div>
  );
}
