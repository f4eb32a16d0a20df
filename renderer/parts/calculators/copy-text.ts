/**
 * Puts text on the clipboard. The window is denied every permission, the newer interface to the clipboard too; the
 * older one works for a key or button that a person has just pressed, and asks for nothing.
 * @returns whether it worked
 */
export function copyText(text: string): boolean {
  let done = false;
  const give = (event: ClipboardEvent): void => {
    if (event.clipboardData === null) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    done = true;
  };
  document.addEventListener('copy', give, { once: true });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  const allowed = document.execCommand('copy');
  document.removeEventListener('copy', give);
  return allowed && done;
}
