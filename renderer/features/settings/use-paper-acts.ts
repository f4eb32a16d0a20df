import type { ComponentProps } from 'react';
import { ok } from '../../../shared/kernel/result.ts';
import { host } from '../../host.ts';
import type { ReportDialog } from '../../parts/report-dialog.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';

/**
 * Saving and printing a paper about the office's numbers.
 * @param suggestedName of the file
 * @param detail what the chain of acts says of it, in Spanish
 */
export function usePaperActs(suggestedName: string, detail: string): ComponentProps<typeof ReportDialog>['acts'] {
  const toast = useToasts();
  const about = { detail };
  return [
    {
      key: 'save',
      label: t('numbers.save'),
      icon: 'download',
      run: async (pdf) => {
        const saved = await host.saveDocument({ pdf, suggestedName, about });
        if (saved.ok) toast({ kind: 'success', title: t('numbers.savedAs', { name: saved.value.name }) });
        return saved;
      },
    },
    {
      key: 'print',
      label: t('numbers.printNow'),
      icon: 'print',
      run: async (pdf) => {
        const printed = await host.printDocument({ pdf, about });
        if (!printed.ok) return printed;
        toast({ kind: 'success', title: t('numbers.printed') });
        return ok({});
      },
    },
  ];
}
