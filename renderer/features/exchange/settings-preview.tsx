import type { PlannedSetting } from '../../db/settings-plan.ts';
import type { IncomingSettings } from '../../db/shared-settings.ts';
import { t, tCount } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Notice } from '../../ui/notice.tsx';
import { dateInHonduras, formatDate } from '../../../shared/kernel/plain-date.ts';
import { valueText } from './setting-text.ts';

interface SettingsPreviewProps {
  readonly plan: IncomingSettings;
  /** names of those that would be taken in */
  readonly selected: readonly string[];
  readonly onSelect: (names: readonly string[]) => void;
}

/** The ticks that a person begins with: what people here wrote, and what came later, stays unless somebody says otherwise. */
export function safeSettings({ settings, laterNumber }: IncomingSettings): readonly string[] {
  return laterNumber === undefined ? settings.filter(({ kind }) => isNews(kind)).map(({ name }) => name) : [];
}

function isNews(kind: PlannedSetting['kind']): boolean {
  return kind === 'new' || kind === 'newer' || kind === 'gone';
}

/** What settings of the central office would change, each beside what is here, before anything is changed. */
export function SettingsPreview({ plan, selected, onSelect }: SettingsPreviewProps) {
  const changing = plan.settings.filter(({ kind }) => kind !== 'same');
  const same = plan.settings.length - changing.length;
  const tick = (name: string, isOn: boolean): void =>
    onSelect(isOn ? [...selected, name] : selected.filter((one) => one !== name));
  return (
    <>
      {plan.laterNumber !== undefined && (
        <Notice kind="info" title={t('exchange.settings_late')}>
          {t('exchange.settings_lateText', { n: plan.number ?? '', later: plan.laterNumber })}
        </Notice>
      )}
      {changing.length === 0 && plan.unreadable === 0 && <p>{t('exchange.settings_noChange')}</p>}
      {same > 0 && <p className="exchange-note">{tCount('exchange.settings_same', same)}</p>}
      {plan.unreadable > 0 && <p>{tCount('exchange.settings_unreadable', plan.unreadable)}</p>}
      {changing.length > 0 && (
        <>
          <table className="exchange-settings">
            <caption>{t('exchange.settings_changes')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('exchange.settings_column')}</th>
                <th scope="col">{t('exchange.settings_here')}</th>
                <th scope="col">{t('exchange.settings_there')}</th>
              </tr>
            </thead>
            <tbody>
              {changing.map((one) => (
                <Row
                  key={one.name}
                  one={one}
                  isLate={plan.laterNumber !== undefined}
                  isOn={selected.includes(one.name)}
                  onTick={tick}
                />
              ))}
            </tbody>
          </table>
          <div className="exchange-marks">
            <Button onPress={() => onSelect(changing.map(({ name }) => name))}>{t('exchange.all')}</Button>
            <Button onPress={() => onSelect([])} disabled={selected.length === 0}>
              {t('exchange.none')}
            </Button>
            <span role="status">{tCount('exchange.settings_chosen', selected.length)}</span>
          </div>
        </>
      )}
    </>
  );
}

interface RowProps {
  readonly one: PlannedSetting;
  /** its set is older than one that was taken in */
  readonly isLate: boolean;
  readonly isOn: boolean;
  readonly onTick: (name: string, isOn: boolean) => void;
}

function Row({ one: { name, kind, sent, there, here }, isLate, isOn, onTick }: RowProps) {
  const theirs = there && valueText(sent.clave, there);
  const ours = here && valueText(sent.clave, here);
  const area = (there ?? here)?.area;
  const shown = isLate && isNews(kind) ? 'older' : kind;
  return (
    <tr>
      <th scope="row">
        <CheckBox selected={isOn} onChange={(on) => onTick(name, on)}>
          {area !== undefined && `${t(`exchange.area_${area}`)}: `}
          {(theirs ?? ours)?.label ?? sent.clave}
        </CheckBox>
        <Badge kind={shown === 'new' || shown === 'newer' ? 'info' : 'warn'}>{t(`exchange.setting_${shown}`)}</Badge>
      </th>
      <td>{ours === undefined ? t('exchange.settings_nothing') : <Lines {...ours} />}</td>
      <td>
        {theirs === undefined ? t('exchange.settings_gone') : <Lines {...theirs} />}
        <p className="exchange-note">
          {t('exchange.by', { when: formatDate(dateInHonduras(sent.fecha)), who: sent.por })}
        </p>
      </td>
    </tr>
  );
}

function Lines({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  return (
    <>
      <strong>{label}</strong>
      {lines.map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </>
  );
}
