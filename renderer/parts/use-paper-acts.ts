import type { CallInput } from '../../shared/ipc/contract.ts';
import { host } from '../host.ts';
import { t } from '../text/index.ts';
import { useToasts } from '../ui/toasts.tsx';
import type { PaperAct } from './report-dialog.tsx';

interface PaperToKeep {
  /** of the file */
  readonly suggestedName: string;
  /** what the chain of acts says of it, in Spanish */
  readonly about: NonNullable<CallInput<'printDocument'>['about']>;
}

/** Saving and printing a paper that is made for one look. */
export function usePaperActs({ suggestedName, about }: PaperToKeep): readonly [save: PaperAct, print: PaperAct] {
  const toast = useToasts();
  return [
    {
      key: 'save',
      label: t('common.saveAs'),
      icon: 'download',
      run: async (pdf) => {
        const saved = await host.saveDocument({ pdf, suggestedName, about });
        if (saved.ok) toast({ kind: 'success', title: t('common.savedAs', { name: saved.value.name }) });
        return saved;
      },
    },
    {
      key: 'print',
      label: t('common.printNow'),
      icon: 'print',
      run: async (pdf) => {
        const printed = await host.printDocument({ pdf, about });
        if (printed.ok) toast({ kind: 'success', title: t('common.printed') });
        return printed;
      },
    },
  ];
}
