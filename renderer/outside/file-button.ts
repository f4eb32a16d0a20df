import { button, h } from './dom.ts';

/**
 * A button that opens the chooser of files, by mouse and by keyboard.
 * @param attributes of the button; `accept` and `multiple` are those of the chooser
 */
export function fileButton(
  label: string,
  { accept, multiple, ...attributes }: Readonly<Record<string, string | boolean>>,
  onFiles: (files: readonly File[]) => Promise<void>,
): readonly HTMLElement[] {
  const input = h('input', { type: 'file', accept, multiple, hidden: true, 'aria-label': label });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // the same file may be chosen again after it was replaced
    input.value = '';
    void onFiles(files);
  });
  return [button(label, () => input.click(), attributes), input];
}
