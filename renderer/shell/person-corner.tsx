import { useState } from 'react';
import { OwnPassphraseDialog } from '../features/settings/own-passphrase-dialog.tsx';
import { roleNames } from '../parts/role-text.ts';
import type { Go } from '../routes.ts';
import { useSession } from '../session.tsx';
import { t } from '../text/index.ts';

/** Who is signed in, as what, and the way to what they sign with and to their own passphrase. */
export function PersonCorner({ go }: { readonly go: Go }) {
  const { person, may } = useSession();
  const [changing, setChanging] = useState(false);
  return (
    <div className="layout-person">
      <div className="layout-person-name">{person.name}</div>
      <div>{person.position}</div>
      <div>{roleNames(person.roles)}</div>
      <div className="layout-person-buttons">
        {may('document.sign') && (
          <button type="button" className="layout-person-button" onClick={() => go({ name: 'certificate' })}>
            {t('certificates.title')}
          </button>
        )}
        <button type="button" className="layout-person-button" onClick={() => setChanging(true)}>
          {t('common.ownPassphrase')}
        </button>
      </div>
      {changing && <OwnPassphraseDialog onClose={() => setChanging(false)} />}
    </div>
  );
}
