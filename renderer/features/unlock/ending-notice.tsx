import { lazy, Suspense, useEffect, useState } from 'react';
import type { ToldEnding } from '../../../shared/diagnosis/ending.ts';
import { formatInstant } from '../../parts/format.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

const SlipDialog = lazy(async () => ({ default: (await import('../../parts/support/slip-dialog.tsx')).SlipDialog }));

export interface EndingNoticeProps {
  readonly ending: ToldEnding;
  /** the office cannot be opened: whether its data is safe is said by whoever says why */
  readonly shut?: boolean;
}

/** Says before the office is opened that the app ended badly: what happened, that the data is safe, what to do. */
export function EndingNotice({ ending, shut = false }: EndingNoticeProps) {
  const [reading, setReading] = useState(false);
  const { kind, at, incident = '—', reason = '—', safeStart } = ending;

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'F8') setReading(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <Notice
        kind="info"
        live={false}
        title={t(`diagnosis.ending.${kind}.title`)}
        {...(shut ? {} : { safe: t('diagnosis.ending.safe') })}
        todo={t(shut ? 'diagnosis.ending.todoShut' : 'diagnosis.ending.todo')}
        actions={<Button onPress={() => setReading(true)}>{t('diagnosis.ending.slip')}</Button>}
      >
        {t(`diagnosis.ending.${kind}.what`, { at: formatInstant(at), incident, reason })}
        {safeStart && <p>{t('diagnosis.ending.safeStart')}</p>}
      </Notice>
      {reading && (
        <Suspense fallback={null}>
          <SlipDialog onClose={() => setReading(false)} />
        </Suspense>
      )}
    </>
  );
}
