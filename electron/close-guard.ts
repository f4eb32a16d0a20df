/** Pause between two tries to close, milliseconds: about what a write takes. */
const AGAIN_MS = 250;
/** Tries before the person is asked; together two seconds, after which a write that has not succeeded will not soon. */
const TRIES = 8;

/** What the guard does in the world; given in so that it can be tested without a window. */
export interface CloseSteps {
  /** asks the window to close once more */
  readonly closeAgain: () => void;
  /** true when the person would rather lose the text than stay */
  readonly ask: () => boolean;
  readonly wait: (run: () => void, milliseconds: number) => unknown;
}

export interface CloseGuard {
  /** to be called when somebody or something asks the window to close */
  readonly onClose: () => void;
  /** to be called when the page does not want to be left; true lets it be left nevertheless */
  readonly mayLeave: () => boolean;
}

/**
 * Decides what becomes of a page that holds text which is on no disk. When the window is closing it is given time to
 * write it, and closed by itself afterwards; a page that is loaded anew is asked about at once, since nothing would
 * load it again.
 */
export function createCloseGuard({ closeAgain, ask, wait }: CloseSteps): CloseGuard {
  let closing = false;
  let tries = 0;
  return {
    onClose: () => {
      closing = true;
    },
    mayLeave: () => {
      tries = closing ? tries + 1 : TRIES;
      closing = false;
      if (tries < TRIES) {
        wait(closeAgain, AGAIN_MS);
        return false;
      }
      tries = 0;
      return ask();
    },
  };
}
