import { currentLocale, t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';

/** How far reading a snapshot is, and how to leave it. Spoken in tenths: every percent would drown all else. */
export function ReadingStatus({ share, onStop }: { readonly share: number; readonly onStop?: () => void }) {
  const percent = new Intl.NumberFormat(currentLocale(), { style: 'percent' });
  return (
    <div className="safety-reading">
      <Spinner size={20} />
      <span aria-hidden="true">{t('safety.reading', { share: percent.format(share) })}</span>
      <span className="ui-visually-hidden" role="status">
        {t('safety.reading', { share: percent.format(Math.floor(share * 10) / 10) })}
      </span>
      {onStop && (
        <Button size="small" onPress={onStop}>
          {t('common.cancel')}
        </Button>
      )}
    </div>
  );
}
