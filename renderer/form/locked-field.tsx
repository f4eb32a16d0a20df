import { t } from '../text/index.ts';
import { Icon } from '../ui/icons.tsx';

/**
 * Stands where a field of the protected level would be while it is closed. There is nothing to focus and nothing to
 * read but what the field is: not even whether it is filled.
 */
export function LockedField({ label }: { readonly label: string }) {
  return (
    <div className="ui-field form-locked">
      <span className="ui-label">{label}</span>
      <span className="form-locked-box">
        <Icon name="lock" size={15} />
        {t('fields.locked')}
      </span>
    </div>
  );
}
