import type { TextKey } from '../text/index.ts';
import { t } from '../text/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import './shortcuts-dialog.css';

type Row = readonly [text: TextKey, ...keys: readonly string[]];

const groups: readonly (readonly [title: TextKey, rows: readonly Row[]])[] = [
  [
    'common.shortcuts.everywhere',
    [
      ['common.shortcuts.navigate', 'Ctrl+1 … 9', 'Ctrl+0', 'Ctrl+E', 'Ctrl+T'],
      ['common.shortcuts.new', 'Ctrl+N'],
      ['common.shortcuts.save', 'Ctrl+S'],
      ['common.shortcuts.lock', 'Ctrl+L', 'F12'],
      ['risk.shortcut', 'F9'],
      ['common.shortcuts.help', 'F1', '?'],
      ['referral.shortcut', 'Alt+R'],
      ['common.shortcuts.close', 'Esc'],
    ],
  ],
  [
    'common.shortcuts.writing',
    [
      ['common.shortcuts.tab', 'Tab', 'Mayús+Tab'],
      ['common.shortcuts.undo', 'Ctrl+Z', 'Ctrl+Y'],
      ['common.shortcuts.phrase', 'Ctrl+J'],
      ['common.shortcuts.today', 'H'],
      ['common.shortcuts.now', 'A'],
      ['common.shortcuts.step', '↑', '↓'],
      ['common.shortcuts.answer', 'S', 'N', 'Supr'],
    ],
  ],
  [
    'common.shortcuts.lists',
    [
      ['common.shortcuts.move', '↑', '↓', 'Inicio', 'Fin'],
      ['common.shortcuts.open', 'Entrar'],
      ['common.shortcuts.addRow', 'Ctrl+Entrar'],
      ['common.shortcuts.moveRow', 'Alt+Mayús+↑', '↓'],
      ['common.shortcuts.removeRow', 'Alt+Mayús+Supr'],
    ],
  ],
  [
    'common.shortcuts.interview',
    [
      ['common.shortcuts.interviewEnter', 'F8'],
      ['common.shortcuts.interviewAnswer', '1', '2', '3', '4'],
      ['common.shortcuts.interviewHide', 'Esc'],
      ['common.shortcuts.interviewShow', 'Ctrl+Entrar'],
      ['common.shortcuts.interviewMove', 'RePág', 'AvPág', 'Ctrl+AvPág'],
      ['common.shortcuts.interviewPause', 'P'],
      ['common.shortcuts.interviewNotes', 'F2'],
    ],
  ],
];

/** Every key that does something, on one page. */
export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t('common.shortcuts')} wide>
      <div className="shortcuts">
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3 className="shortcuts-title">{t(title)}</h3>
            <dl>
              {rows.map(([text, ...keys]) => (
                <div key={text} className="shortcuts-row">
                  <dt>{t(text)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
