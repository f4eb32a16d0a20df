import type { InputValues } from '../../../shared/calculator/inputs.ts';
import type { Working } from '../../../shared/calculator/working.ts';
import type { CalculatorKey } from '../../../shared/catalog/entry.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CalculatorForm } from './calculator-form.tsx';
import { WorkingView } from './working-view.tsx';

interface CalculatorDialogProps {
  readonly calculator: CalculatorKey;
  readonly initial?: InputValues | undefined;
  readonly onUse?: ((working: Working) => void) | undefined;
  readonly onClose: () => void;
}

/** A calculator in a window over a case; what it finds goes into the case only by its own button. */
export function CalculatorDialog({ calculator, initial, onUse, onClose }: CalculatorDialogProps) {
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(`calculators.name.${calculator}`)}
      actions={<Button onPress={onClose}>{t('calculators.close')}</Button>}
    >
      <CalculatorForm key={calculator} calculator={calculator} initial={initial} onUse={onUse} />
    </Dialog>
  );
}

/** A calculation that was kept, as it was made then. */
export function WorkingDialog({ working, onClose }: { readonly working: Working; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(`calculators.name.${working.calculator}`)}
      actions={<Button onPress={onClose}>{t('calculators.close')}</Button>}
    >
      <WorkingView working={working} />
    </Dialog>
  );
}
