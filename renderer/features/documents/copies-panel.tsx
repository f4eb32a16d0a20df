import { delivery } from '../../../shared/record/kinds/delivery.ts';
import type { AuditEntry } from '../../db/audit.ts';
import { formatInstant } from '../../parts/format.ts';
import { usePeopleNames } from '../../parts/use-people-names.ts';
import { optionLabel } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { copiesOut, copyCounts, copyField, type CopyName, type CopyOut } from './copies.ts';

const icons: Readonly<Record<CopyOut['action'], IconName>> = {
  printed: 'print',
  exported: 'download',
  'copy-made': 'document',
  'referral-packed': 'lock',
};

/** What a copy is called on the screen. */
export function copyLabel(copy: CopyName): string {
  return optionLabel({ kind: delivery.key, table: 'handed_papers', field: copyField.key }, copyField, copy);
}

/** Every print, file and copy of a paper: which, who made it, when, and where it went; first how many of each. */
export function CopiesPanel({ history }: { readonly history: readonly AuditEntry[] }) {
  const people = usePeopleNames();
  const out = copiesOut(history);
  const counts = copyCounts(out);
  return (
    <Panel title={t('documents.copies')}>
      {out.length === 0 && <p className="document-note">{t('documents.noCopies')}</p>}
      {counts.length > 0 && (
        <p className="document-note">
          {counts.map(({ copy, count }) => t('documents.copyCount', { copy: copyLabel(copy), n: count })).join(' · ')}
        </p>
      )}
      <ul className="document-list" aria-label={t('documents.copies')}>
        {out.map(({ n, action, at, person, detail }) => (
          <li key={n}>
            <Icon name={icons[action]} size={15} />
            <span>
              {t(`documents.action_${action}`)}
              {detail !== '' && <span className="document-detail"> · {detail}</span>}
              <span className="document-note">
                {[people.get(person) ?? '', formatInstant(at)].filter((part) => part !== '').join(', ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
