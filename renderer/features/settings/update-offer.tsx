import type { FoundUpdate } from '../../../shared/ipc/update-calls.ts';
import { formatDay, sizeText } from '../../parts/format.ts';
import { currentLanguage, t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';

/** A version that can be installed. */
export type NewerVersion = Extract<FoundUpdate, { state: 'newer' }>;

/** What was found: nothing newer, or a verified version with what it brings. */
export function UpdateOffer({
  found,
  mayInstall,
  onInstall,
  onLater,
}: {
  readonly found: FoundUpdate;
  /** false where it has to be done by hand */
  readonly mayInstall: boolean;
  readonly onInstall: (found: NewerVersion) => void;
  readonly onLater: () => void;
}) {
  if (found.state === 'same') {
    return (
      <Notice kind="success" title={t('updates.same', { version: found.version })}>
        {t('updates.noneInstalled')}
      </Notice>
    );
  }
  if (found.state === 'older') {
    return (
      <Notice kind="info" title={t('updates.older', { version: found.version })}>
        {t('updates.notDowngraded')}
      </Notice>
    );
  }
  return (
    <Notice
      kind="success"
      title={t('updates.found', { version: found.version })}
      safe={t('updates.foundText')}
      actions={
        <>
          {mayInstall && (
            <Button kind="primary" onPress={() => onInstall(found)}>
              {t('updates.install')}
            </Button>
          )}
          <Button onPress={onLater}>{t('updates.later')}</Button>
        </>
      }
    >
      <Facts
        rows={[
          [t('updates.released'), formatDay(found.released)],
          [t('updates.validUntil'), formatDay(found.validUntil)],
          [t('updates.size'), sizeText(found.size)],
          [t('updates.news'), <span className="update-news">{found.news[currentLanguage()]}</span>],
        ]}
      />
    </Notice>
  );
}
