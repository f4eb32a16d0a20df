import type { RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf } from '../../../shared/record/fields.ts';
import { establishment } from '../../../shared/record/kinds/establishment.ts';
import { factRows } from '../../parts/fact-rows.ts';
import { t } from '../../text/index.ts';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';

/** What is known of a workplace and its employer. */
export function FactsPanel({ draft }: { readonly draft: RecordDraft }) {
  return (
    <Panel title={t('workplaces.facts')}>
      <Facts rows={factRows(establishment, fieldsOf(establishment), draft.values)} />
    </Panel>
  );
}
