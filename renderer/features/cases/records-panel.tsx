import { useCallback, useState } from 'react';
import { newId } from '../../../shared/kernel/id.ts';
import { contactLog } from '../../../shared/record/kinds/contact-log.ts';
import { reader } from '../../../shared/record/draft.ts';
import { fieldsOf } from '../../../shared/record/fields.ts';
import { caseRecordKinds } from '../../../shared/record/kinds/kinds.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { placeOfRecord } from '../../../shared/record/record-name.ts';
import { binRecord, type CaseRecord } from '../../db/cases.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import type { Go } from '../../routes.ts';
import { useSession } from '../../session.tsx';
import { kindLabel, optionLabel } from '../../text/field-text.ts';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { openRecordOf } from './open-record.ts';
import type { CaseAround } from './use-case.ts';
import { useReferKey } from './use-refer-key.ts';

interface RecordsPanelProps {
  readonly around: CaseAround;
  readonly go: Go;
}

/** So long a record stays where it can be taken out of the bin again; what it said stays in the log for ever. */
const BIN_DAYS = 30;

/** Every record of the case, whatever its state; new ones can be begun here, and those put away brought back. */
export function RecordsPanel({ around, go }: RecordsPanelProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const { fault, run } = useDeed();
  const [showBin, setShowBin] = useState(false);
  const { view, drafts } = around;
  const isOurs = may('case.write');
  // the log of contacts has a panel of its own, in which nothing can be changed
  const here = view.records.filter(({ record, binned }) => record.kind !== contactLog.key && binned === undefined);
  const oldest = new Date(db.clock.now() - BIN_DAYS * 86_400_000).toISOString();
  const binned = view.records.filter((one) => one.binned !== undefined && one.binned >= oldest);
  const saved = new Set(view.records.map(({ record }) => placeOfRecord(record)));
  const unsaved = drafts.filter(({ record }) => !saved.has(placeOfRecord(record)));
  const withText = new Set(drafts.map(({ record }) => placeOfRecord(record)));

  const refer = useCallback((): void => go(openRecordOf({ view, drafts }, referral.key, newId())), [go, view, drafts]);
  useReferKey(isOurs ? refer : undefined);

  function bin({ record }: CaseRecord, away: boolean): void {
    void run(
      () => binRecord(db, view.caseId, record, away),
      () =>
        toast({
          kind: 'success',
          title: t(away ? 'cases.binned' : 'cases.restored', { kind: kindLabel(record.kind) }),
        }),
    );
  }

  return (
    <Panel
      title={t('cases.records')}
      flush
      actions={
        isOurs && (
          <div className="case-actions">
            <Button icon="upload" onPress={refer}>
              {t('referral.begin')}
            </Button>
            <MenuButton
              label={t('cases.add')}
              icon="plus"
              items={caseRecordKinds.map(({ key }) => ({ key, label: kindLabel(key) }))}
              onSelect={(kind) => go(openRecordOf(around, kind, newId()))}
            />
          </div>
        )
      }
    >
      {fault && <FaultNotice fault={fault} />}
      {here.length + unsaved.length === 0 && (
        <EmptyState icon="clipboard" title={t('cases.noRecords')}>
          {t('cases.noRecordsHint')}
        </EmptyState>
      )}
      <ul className="case-records">
        {here.map((one) => (
          <li key={placeOfRecord(one.record)}>
            <button
              type="button"
              className="case-record"
              onClick={() => go({ name: 'record', caseId: view.caseId, kind: one.record.kind, id: one.record.id })}
            >
              <strong>{titleOf(one)}</strong>
              <span className="case-soft">
                {addresseeOf(one)}
                {t('cases.savedAt', { at: formatInstant(one.savedAt) })}
              </span>
            </button>
            {withText.has(placeOfRecord(one.record)) && <Badge kind="warn">{t('cases.unsaved')}</Badge>}
            <StateBadge one={one} />
            {isOurs && one.status.state === 'draft' && (
              <IconButton
                icon="trash"
                size={16}
                label={`${t('cases.bin')}: ${titleOf(one)}`}
                onPress={() => bin(one, true)}
              />
            )}
          </li>
        ))}
        {unsaved.map(({ record, savedAt }) => (
          <li key={placeOfRecord(record)}>
            <button
              type="button"
              className="case-record"
              onClick={() => go({ name: 'record', caseId: view.caseId, ...record })}
            >
              <strong>{kindLabel(record.kind)}</strong>
              <span className="case-soft">{t('cases.keptAt', { at: formatInstant(savedAt) })}</span>
            </button>
            <Badge kind="warn">{t('cases.unsaved')}</Badge>
          </li>
        ))}
      </ul>
      {binned.length > 0 && (
        <div className="case-bin">
          <Button kind="quiet" size="small" icon="trash" onPress={() => setShowBin(!showBin)}>
            {tCount('cases.inBin', binned.length)}
          </Button>
          {showBin && (
            <ul className="case-records">
              {binned.map((one) => (
                <li key={placeOfRecord(one.record)}>
                  <span className="case-record">
                    {titleOf(one)}
                    <span className="case-soft">
                      {t('cases.binnedAt', { at: formatInstant(one.binned ?? one.savedAt) })}
                    </span>
                  </span>
                  {isOurs && (
                    <Button size="small" icon="undo" onPress={() => bin(one, false)}>
                      {t('cases.takeOut')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Panel>
  );
}

/** With its number; with a pseudonym where a case holds one for each of several people. */
function titleOf({ record, status, draft }: CaseRecord): string {
  const pseudonym = draft.values['pseudonym'];
  const name = status.number === '' && typeof pseudonym === 'string' ? pseudonym : status.number;
  return name === '' ? kindLabel(record.kind) : `${kindLabel(record.kind)} ${name}`;
}

/** To which institution a referral goes: a case has one for each. */
function addresseeOf({ record, draft }: CaseRecord): string {
  const addressee = record.kind === referral.key ? reader(draft).text('addressee') : '';
  const field = fieldsOf(referral).find(({ key }) => key === 'addressee');
  if (addressee === '' || field === undefined) return '';
  return `${optionLabel({ kind: referral.key, field: field.key }, field, addressee)} · `;
}

function StateBadge({ one }: { readonly one: CaseRecord }) {
  const { state, version } = one.status;
  if (state === 'draft') return <Badge>{t('cases.state_draft')}</Badge>;
  return (
    <Badge kind="success" icon="lock">
      {version > 1 ? t('cases.state_version', { version }) : t('cases.state_final')}
    </Badge>
  );
}
