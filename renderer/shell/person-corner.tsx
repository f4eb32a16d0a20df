import { useState } from 'react';
import { OwnPassphraseDialog } from '../features/settings/own-passphrase-dialog.tsx';
import { roleNames } from '../parts/role-text.ts';
import { useSession } from '../session.tsx';
import { t } from '../text/index.ts';

/** Who is signed in, as what, and the way to their own passphrase. */
export function PersonCorner() {
  const { person } = useSession();
  const [changing, setChanging] = useState(false);
  return (
    <div className="layout-person">
      <div className="layout-person-name">{person.name}</div>
      <div>{person.position}</div>
      <div>{roleNames(person.roles)}</div>
      <button type="button" className="layout-person-button" onClick={() => setChanging(true)}>
        {t('common.ownPassphrase')}
      </button>
      {changing && <OwnPassphraseDialog onClose={() => setChanging(false)} />}
    </div>
  );
}
