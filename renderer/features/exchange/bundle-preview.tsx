import { hashLines } from '../../../shared/report/hash-lines.ts';
import { parseHybridTime } from '../../../shared/record/hybrid-time.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { ImportPreview } from '../../db/import-case.ts';
import { alertName, alertPlace, reference } from '../../parts/alerts/alert-words.ts';
import { formatInstant } from '../../parts/format.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SettingsPreview } from './settings-preview.tsx';
import type { CheckedBundle } from './check-bundle.ts';

interface BundlePreviewProps {
  readonly bundle: CheckedBundle;
  /** ids of the cases and names of the settings that would be taken in */
  readonly selected: readonly string[];
  readonly onSelect: (cases: readonly string[]) => void;
}

/** What a bundle would change, case by case, before anything is changed. */
export function BundlePreview({ bundle, selected, onSelect }: BundlePreviewProps) {
  const { db, may } = useSession();
  const { facts, envelope, sender, standing, cases, files, opened, settings } = bundle;
  const made = parseHybridTime(envelope.creado)?.milliseconds;
  const number = facts.to.find(({ office }) => office === db.officeCode)?.n;
  return (
    <div className="exchange-form">
      {standing.alarms.length > 0 && <Notice kind="error" title={t('exchange.alarm')} todo={t('exchange.alarmHint')} />}
      {sender === 'revoked' && <Notice kind="warn" title={t('exchange.revoked')} todo={t('exchange.revokedHint')} />}
      {settings !== undefined && !may('settings.write') && (
        <Notice kind="info" title={t('exchange.settings_onlyChief')} />
      )}
      {standing.repeated !== undefined && (
        <Notice kind="info" title={t('exchange.repeated')}>
          {t('exchange.repeatedHint')}
        </Notice>
      )}
      {standing.missing.length > 0 && (
        <Notice
          kind="warn"
          title={t('exchange.missingNumbers', { office: facts.from, numbers: standing.missing.join(', ') })}
        >
          {t('exchange.missingHint')}
        </Notice>
      )}
      <Facts
        rows={[
          [t('exchange.preview_from'), facts.from],
          [t('exchange.preview_code'), facts.code],
          [t('exchange.preview_number'), number === undefined ? '' : String(number)],
          ...(settings?.number === undefined
            ? []
            : [[t('exchange.settings_number'), String(settings.number)] as const]),
          [t('exchange.preview_made'), made === undefined ? '' : formatInstant(instantFrom(made))],
          [t('exchange.preview_files'), String(files)],
          [t('exchange.preview_hash'), hashLines(opened.sha256).join(' ')],
        ]}
      />
      {settings !== undefined ? (
        <SettingsPreview plan={settings} selected={selected} onSelect={onSelect} />
      ) : cases.length === 0 ? (
        <p>{t('exchange.onlyAcknowledgement')}</p>
      ) : (
        <CheckGroup
          label={t('exchange.takeCases')}
          hint={cases.some(({ conflicts }) => conflicts.length > 0) ? t('exchange.conflictsHint') : undefined}
          options={cases.map((one) => ({ key: one.caseId, label: nameOf(one), detail: detailOf(one) }))}
          value={selected}
          onChange={onSelect}
        />
      )}
    </div>
  );
}

function nameOf({ shown }: ImportPreview): string {
  if (shown.kind === 'case' || shown.kind === 'workplace') {
    const { employer } = shown.summary;
    const number = 'number' in shown.summary ? shown.summary.number : '';
    const name = employer === '' ? t('exchange.unnamed') : employer;
    return number === '' ? name : `${name} · ${number}`;
  }
  return [reference(shown.summary.id), alertName(shown.summary), alertPlace(shown.summary)]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What happens to it, and what somebody should look at first. */
function detailOf({ kind, fresh, conflicts, forks, waiting, isCopied, duplicates }: ImportPreview): string {
  return [
    t(`exchange.merge_${kind}`),
    ...(fresh > 0 && kind !== 'new' ? [tCount('exchange.changes', fresh)] : []),
    ...(conflicts.length > 0 ? [tCount('exchange.conflicts', conflicts.length)] : []),
    ...(forks.length > 0 ? [t('exchange.forks')] : []),
    ...(waiting > 0 ? [t('exchange.waits')] : []),
    ...(isCopied ? [t('exchange.copied')] : []),
    ...duplicates.map(({ kind: what, label }) => t(`exchange.duplicate_${what}`, { label })),
  ].join(' · ');
}
