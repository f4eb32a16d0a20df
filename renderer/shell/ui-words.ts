import { t } from '../text/index.ts';
import type { UiWords } from '../ui/words.tsx';

/** The words of the parts in the language of the screens. */
export function uiWords(): UiWords {
  return {
    close: t('common.close'),
    cancel: t('common.cancel'),
    required: t('common.required'),
    noMatch: t('common.noMatch'),
    openList: t('common.openList'),
    clear: t('common.clear'),
    yes: t('common.yes'),
    no: t('common.no'),
    choose: t('common.choose'),
    working: t('common.working'),
    showPassword: t('common.showPassword'),
    hidePassword: t('common.hidePassword'),
    capsLock: t('common.capsLock'),
    notifications: t('common.notifications'),
    done: t('common.done'),
    missing: t('common.missing'),
    current: t('common.current'),
    sortAscending: t('common.sortAscending'),
    sortDescending: t('common.sortDescending'),
  };
}
