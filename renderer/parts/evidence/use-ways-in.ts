import { useEffect, useState, type DragEvent } from 'react';
import { t } from '../../text/index.ts';
import { sourceOfFile, type Source } from './sources.ts';

/** Handlers of the place where files are dropped, and whether some hover over it. */
export interface DropPlace {
  readonly over: boolean;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Takes files that are dropped on a place. */
export function useDrop(enabled: boolean, onFiles: (sources: readonly Source[]) => void): DropPlace {
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent): boolean => enabled && event.dataTransfer.types.includes('Files');
  return {
    over,
    handlers: {
      onDragOver: (event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave: (event) => {
        const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!inside) setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        onFiles([...event.dataTransfer.files].map((file) => sourceOfFile(file, 'drag')));
      },
    },
  };
}

/** Takes pictures and files that are pasted while no dialog is open; text that is pasted into a field stays text. */
export function usePaste(enabled: boolean, onFiles: (sources: readonly Source[]) => void): void {
  useEffect(() => {
    if (!enabled) return;
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || document.querySelector('[role=dialog],[role=alertdialog]') !== null) return;
      event.preventDefault();
      onFiles(files.map((file) => sourceOfFile(file, 'paste', pastedName(file))));
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [enabled, onFiles]);
}

/** A picture of the screen has no name of its own: Chromium calls every one of them `image.png`. */
function pastedName(file: File): string {
  return file.name === 'image.png' ? `${t('evidence.pasted')}.png` : file.name;
}
