import { findEntry, terms } from '../../../shared/catalog/catalog.ts';
import { placeName } from '../../../shared/catalog/territory.ts';
import { findParameter } from '../../../shared/catalog/legal-parameters.ts';
import { holidays } from '../../../shared/catalog/holidays.ts';
import { formatDate, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { countingRuleKeys } from '../../../shared/deadline/rule-in-force.ts';
import type { SentSetting } from '../../../shared/bundle/settings-file.ts';
import { readSetting, type SettingValue } from '../../db/setting-areas.ts';
import { t } from '../../text/index.ts';

/** What people read of a setting: what it is called, and everything that was written of it. */
export interface SettingText {
  readonly label: string;
  readonly lines: readonly string[];
}

/** @returns its key where this version of the app cannot read it */
export function settingText({ area, clave, valor }: Pick<SentSetting, 'area' | 'clave' | 'valor'>): SettingText {
  const read = readSetting(area, clave, valor);
  return read === undefined ? { label: clave, lines: [] } : valueText(clave, read);
}

/** @param key in the catalogue, or id */
export function valueText(key: string, setting: SettingValue): SettingText {
  switch (setting.area) {
    case 'procedure': {
      const { number, note, procedure } = setting.value;
      const steps = procedure.inspections.reduce((sum, { steps: some }) => sum + some.length, 0);
      const size = t('exchange.setting_procedure', { states: procedure.states.length, steps });
      return { label: t('exchange.setting_version', { n: number }), lines: shown(note, size) };
    }
    case 'guide': {
      const { name, version, indicators } = setting.value.set;
      return {
        label: name.es,
        lines: [
          t('exchange.setting_version', { n: version }),
          t('exchange.setting_indicators', { n: indicators.length }),
        ],
      };
    }
    case 'term': {
      const { document } = setting.value;
      const rule = countingRuleKeys.find((one) => one === key);
      const label = rule === undefined ? (terms.find((one) => one.key === key)?.label ?? key) : holidays[rule].label;
      const amount = 'amount' in setting.value ? t('exchange.setting_amount', { n: setting.value.amount }) : '';
      return { label, lines: shown(amount, document, noted(setting.value)) };
    }
    case 'closure': {
      const { kind, from, until, label, places = [], norm = '' } = setting.value;
      const days = from === until ? day(from) : `${day(from)} – ${day(until)}`;
      return { label, lines: shown(t(`exchange.closure_${kind}`), days, places.map(placeName).join(', '), norm) };
    }
    case 'parameter': {
      const lines = setting.value.map(({ value, validFrom, validUntil, document }) =>
        shown(
          value,
          [validFrom, validUntil].map((one) => (one === undefined ? '' : day(one))).join(' – '),
          document,
        ).join(', '),
      );
      return { label: findParameter(key)?.label ?? key, lines };
    }
    case 'wage-table': {
      const { document, rows } = setting.value;
      return { label: document, lines: [t('exchange.setting_rows', { n: rows.length }), noted(setting.value)] };
    }
    case 'infringement': {
      const lines = setting.value.map(({ from, label, norm = '', fineAs, withdrawn, document = '' }) => {
        const fine = fineAs === undefined ? '' : (findEntry('infringements', fineAs)?.label ?? fineAs);
        return shown(
          since(from),
          label,
          norm,
          fine,
          withdrawn === true ? t('exchange.setting_withdrawn') : '',
          document,
        ).join(', ');
      });
      return { label: setting.value.at(-1)?.label ?? key, lines };
    }
    case 'institution': {
      const lines = setting.value.map(({ from, label, role = '', telephones, withdrawn, document = '' }) => {
        const numbers = telephones.map(({ number, label: what }) => shown(number, what ?? '').join(' ')).join(', ');
        return shown(
          since(from),
          label,
          role,
          numbers,
          withdrawn === true ? t('exchange.setting_withdrawn') : '',
          document,
        ).join(', ');
      });
      return { label: setting.value.at(-1)?.label ?? key, lines };
    }
    case 'phrase': {
      const { label, text, retired } = setting.value;
      return { label, lines: shown(text, retired === true ? t('exchange.setting_withdrawn') : '') };
    }
  }
}

function shown(...parts: readonly string[]): readonly string[] {
  return parts.filter((part) => part.trim() !== '' && part !== ' – ');
}

function noted({ by, on }: { readonly by: string; readonly on: string }): string {
  return `${by}, ${day(on)}`;
}

const since = (from: string): string => t('exchange.setting_since', { day: day(from) });
const day = (text: string): string => (isPlainDate(text) ? formatDate(text) : text);
