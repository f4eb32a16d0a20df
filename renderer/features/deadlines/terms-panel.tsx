import { useState } from 'react';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { rolesThat } from '../../parts/role-text.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { TermDialog } from './term-dialog.tsx';

interface TermsPanelProps {
  readonly terms: readonly TermInForce[];
  readonly onChanged: () => void;
}

/** The terms of the law, how long each is, and how sure that is. */
export function TermsPanel({ terms, onChanged }: TermsPanelProps) {
  const { may } = useSession();
  const [open, setOpen] = useState<TermInForce>();
  const fixed = !may('settings.write');
  return (
    <Panel title={t('deadlines.terms')} flush>
      {fixed && (
        <p className="deadlines-note deadlines-padded">
          {t('deadlines.readOnly', { roles: rolesThat('settings.write') })}
        </p>
      )}
      <DataTable
        label={t('deadlines.termsLabel')}
        rows={terms}
        rowKey={({ key }) => key}
        rowLabel={(term) => `${term.label}, ${lengthText(term)}`}
        {...(fixed ? {} : { onOpen: setOpen })}
        columns={[
          { key: 'label', header: t('deadlines.column_term'), cell: ({ label }) => label },
          { key: 'length', header: t('deadlines.column_length'), cell: lengthText },
          {
            key: 'sure',
            header: t('deadlines.column_sure'),
            cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
          },
        ]}
      />
      {open && (
        <TermDialog
          term={open}
          onClose={() => setOpen(undefined)}
          onChanged={() => {
            setOpen(undefined);
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}

function lengthText({ amount, unit }: TermInForce): string {
  if (amount === null) return t('deadlines.unknown');
  return amount === 0 ? t('deadlines.sameDay') : tCount(`deadlines.length_${unit}`, amount);
}
