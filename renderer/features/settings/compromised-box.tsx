import { t } from '../../text/index.ts';
import { CheckBox } from '../../ui/check-box.tsx';

/** Whether somebody else may have had a person's signing key; nobody guesses that, so it is not ticked. */
export function CompromisedBox({
  selected,
  onChange,
}: {
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
}) {
  return (
    <div>
      <CheckBox selected={selected} onChange={onChange}>
        {t('certificates.compromised')}
      </CheckBox>
      <p className="office-note">{t('certificates.compromisedHint')}</p>
    </div>
  );
}
