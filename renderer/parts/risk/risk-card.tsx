import { useState } from 'react';
import type { InstitutionOnDay, TelephoneOnDay } from '../../../shared/catalog/office-directory.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { useDirectory } from '../use-directory.ts';
import { CallForm, type Called, type NotedCall } from './call-form.tsx';
import './risk-card.css';

const rules = ['employer', 'interview', 'alone', 'promise', 'child'] as const;

interface RiskCardProps {
  /** the case or alert at hand; undefined where there is none */
  readonly logId: string | undefined;
  readonly onClose: () => void;
}

/** What to do at once when somebody is in danger: whom to call, what not to do, and the call written down in three keys. */
export function RiskCard({ logId, onClose }: RiskCardProps) {
  const { may } = useSession();
  const { institutions, fault } = useDirectory();
  const known = useKnownLog(logId);
  const [calling, setCalling] = useState<Called>();
  const [noted, setNoted] = useState<NotedCall>();
  const offered = institutions.filter(({ state }) => state === 'offered');

  return (
    <Dialog
      open
      full
      onClose={onClose}
      title={t(calling === undefined ? 'risk.title' : 'risk.formTitle')}
      actions={calling === undefined && <Button onPress={onClose}>{t('risk.close')}</Button>}
    >
      {noted && calling === undefined && (
        <Notice kind="success" title={t('risk.noted', { time: noted.time, name: noted.name })} />
      )}
      {fault && <FaultNotice fault={fault} />}
      <div className="risk-card">
        {calling ? (
          <CallForm
            called={calling}
            institutions={offered}
            logId={known}
            isUnsaved={logId !== undefined && known === undefined}
            onBack={() => setCalling(undefined)}
            onNoted={(call) => {
              setNoted(call);
              setCalling(undefined);
            }}
          />
        ) : (
          <Numbers institutions={offered} onNote={may('case.write') ? setCalling : undefined} />
        )}
        <section className="risk-rules" aria-label={t('risk.meanwhile')}>
          <h3>{t('risk.meanwhile')}</h3>
          <ul>
            {rules.map((rule) => (
              <li key={rule}>
                <Icon name={rule === 'child' ? 'people' : 'warning'} size={22} />
                <span>{t(`risk.rule_${rule}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}

interface NumbersProps {
  readonly institutions: readonly InstitutionOnDay[];
  /** undefined for whoever may not write a call down */
  readonly onNote: ((called: Called) => void) | undefined;
}

/** Whom to call: every number with how sure it is, then those of whom none is known. */
function Numbers({ institutions, onNote }: NumbersProps) {
  const reached = institutions.filter(({ telephones }) => telephones.length > 0);
  const others = institutions.filter(({ telephones }) => telephones.length === 0);
  const [first] = reached;
  return (
    <section aria-label={t('risk.call')}>
      <p className="risk-intro">{t('risk.intro')}</p>
      <ul className="risk-numbers">
        {reached.map((institution) => (
          <li key={institution.key} className="risk-institution">
            <div>
              <strong>{institution.label}</strong>
              <p className="risk-soft">{institution.role}</p>
            </div>
            {institution.telephones.map((telephone) => (
              <Telephone
                key={telephone.number}
                institution={institution}
                telephone={telephone}
                isFirst={institution === first && telephone === institution.telephones[0]}
                onNote={onNote}
              />
            ))}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <h3 className="risk-heading">{t('risk.others')}</h3>
          <ul className="risk-others">
            {others.map(({ key, label, role }) => (
              <li key={key}>
                <strong>{label}</strong> <span className="risk-soft">{role}</span>
              </li>
            ))}
          </ul>
          <p className="risk-soft">{t('risk.noNumber')}</p>
        </>
      )}
      {onNote ? (
        <Button icon="edit" onPress={() => onNote({ institution: '', number: '' })}>
          {t('risk.noteOther')}
        </Button>
      ) : (
        <p className="risk-soft">{t('risk.mayNot')}</p>
      )}
    </section>
  );
}

interface TelephoneProps {
  readonly institution: InstitutionOnDay;
  readonly telephone: TelephoneOnDay;
  readonly isFirst: boolean;
  /** undefined for whoever may not write it down */
  readonly onNote: ((called: Called) => void) | undefined;
}

function Telephone({ institution, telephone, isFirst, onNote }: TelephoneProps) {
  const { number, label, confidence } = telephone;
  return (
    <div className="risk-telephone">
      <span className="risk-number">{number}</span>
      <span className="risk-number-facts">
        {label} <ConfidenceBadge confidence={confidence} />
      </span>
      {onNote && (
        <Button
          kind={isFirst ? 'primary' : 'secondary'}
          icon="edit"
          autoFocus={isFirst}
          label={t('risk.noteOf', { institution: institution.label, number })}
          onPress={() => onNote({ institution: institution.key, number })}
        >
          {t('risk.note')}
        </Button>
      )}
    </div>
  );
}

/** The log at hand, where it is one that is saved: a new case that nobody saved takes no call yet. */
function useKnownLog(logId: string | undefined): string | undefined {
  const { cases, alerts } = useLists();
  useListStatus(cases);
  useListStatus(alerts);
  if (logId === undefined) return undefined;
  return [cases, alerts].some(({ columns }) => columns.find(logId) !== undefined) ? logId : undefined;
}
