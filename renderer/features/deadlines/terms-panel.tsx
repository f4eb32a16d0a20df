import { useState } from 'react';
import type { RuleInForce } from '../../../shared/deadline/rule-in-force.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { rolesThat } from '../../parts/role-text.ts';
import { termLength } from '../../parts/term-length.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { TermDialog } from './term-dialog.tsx';

interface TermsPanelProps {
  readonly terms: readonly TermInForce[];
  readonly rules: readonly RuleInForce[];
  readonly onChanged: () => void;
}

/** The terms of the law and how long each is, the rules by which days are counted, and how sure all of it is. */
export function TermsPanel({ terms, rules, onChanged }: TermsPanelProps) {
  const { may } = useSession();
  const [open, setOpen] = useState<TermInForce>();
  const [rule, setRule] = useState<RuleInForce>();
  const fixed = !may('settings.write');
  const changed = (): void => {
    setOpen(undefined);
    setRule(undefined);
    onChanged();
  };
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
        rowLabel={(term) => `${term.label}, ${termLength(term)}`}
        {...(fixed ? {} : { onOpen: setOpen })}
        columns={[
          { key: 'label', header: t('deadlines.column_term'), cell: ({ label }) => label },
          { key: 'length', header: t('deadlines.column_length'), cell: termLength },
          {
            key: 'sure',
            header: t('deadlines.column_sure'),
            cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
          },
        ]}
      />
      <DataTable
        label={t('deadlines.rulesLabel')}
        rows={rules}
        rowKey={({ key }) => key}
        rowLabel={({ label }) => label}
        {...(fixed ? {} : { onOpen: setRule })}
        columns={[
          { key: 'label', header: t('deadlines.rulesLabel'), cell: ({ label }) => label },
          { key: 'norm', header: t('deadlines.column_norm'), cell: ({ norm }) => norm },
          {
            key: 'sure',
            header: t('deadlines.column_sure'),
            cell: ({ confidence }) => <ConfidenceBadge confidence={confidence} />,
          },
        ]}
      />
      {open && <TermDialog term={open} onClose={() => setOpen(undefined)} onChanged={changed} />}
      {rule && <RuleDialog rule={rule} onClose={() => setRule(undefined)} onChanged={changed} />}
    </Panel>
  );
}
