const STEP = 0.5;
const SMALLEST = -2;
const LARGEST = 4;

/** What is asked of a key press; Electron's `Input` has it. */
export interface KeyPress {
  readonly type: string;
  readonly key: string;
  readonly control: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
}

/**
 * The zoom level a key press asks for: Ctrl and +, - or 0, as in every browser. The app has no menu that would do it.
 * @param input the key press
 * @param level the present level; 0 is 100 %, each whole level 20 % more
 * @returns undefined when the key is not for zooming
 */
export function zoomLevelAfter(input: KeyPress, level: number): number | undefined {
  if (input.type !== 'keyDown' || input.alt || !(input.control || input.meta)) return undefined;
  switch (input.key) {
    case '+':
    case '=':
      return Math.min(level + STEP, LARGEST);
    case '-':
    case '_':
      return Math.max(level - STEP, SMALLEST);
    case '0':
      return 0;
    default:
      return undefined;
  }
}
