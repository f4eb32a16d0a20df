import { useState } from 'react';
import { victimCsv, victimJson } from '../../../shared/htcds/export-file.ts';
import { mappingTables, type MappingTable, type VictimFacts } from '../../../shared/htcds/mapping-table.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate, instantInHonduras, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { readVictims } from '../../db/victims.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { host } from '../../host.ts';
import { useLists, useListStatus } from '../../lists.ts';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { casesSavedSince, prepareVictims } from './prepare-victims.ts';

const formats = ['csv', 'json'] as const;
type Format = (typeof formats)[number];

interface VictimsDialogProps {
  readonly table?: MappingTable | undefined;
  readonly onClose: () => void;
}

/** Counts the possible victims of a period, shows what would leave, and saves it by pseudonym in the format of a standard. */
export function VictimsDialog({ table = mappingTables[0], onClose }: VictimsDialogProps) {
  const { db, office } = useSession();
  const { cases } = useLists();
  const status = useListStatus(cases);
  const toast = useToasts();
  const today = dateInHonduras(instantFrom(db.clock.now()));
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [until, setUntil] = useState(today);
  const [hideSmall, setHideSmall] = useState(true);
  const [format, setFormat] = useState<Format>('csv');
  const [victims, setVictims] = useState<readonly VictimFacts[]>();
  const { busy, fault, run } = useDeed();
  const isPeriod = isPlainDate(from) && isPlainDate(until) && from <= until;
  // a list that is still being opened does not know all cases yet
  const isReady = status.phase === 'open' && status.making === 0 && status.damaged === 0;
  if (table === undefined) return null;
  const { standard, version, smallestGroup } = table;
  const prepared = victims && prepareVictims(table, victims, hideSmall);

  const setDay = (set: (day: string) => void) => (day: string) => {
    set(day);
    setVictims(undefined);
  };

  async function count(): Promise<Result<readonly VictimFacts[]>> {
    const { columns } = cases;
    const { size, dead, time } = columns;
    const since = Date.parse(instantInHonduras(from, '00:00'));
    const ids = casesSavedSince({ size, dead, time, idOf: (slot) => columns.idOf(slot) }, since);
    return await readVictims(db, ids, { from, until });
  }

  async function save(): Promise<Result<{ readonly name: string } | undefined>> {
    if (table === undefined || prepared === undefined) return ok(undefined);
    const { records } = prepared;
    const about = { madeAt: instantFrom(db.clock.now()), from, until, smallGroupsHidden: hideSmall };
    const file = format === 'csv' ? victimCsv(table, records) : victimJson(table, records, about);
    const small = t(hideSmall ? 'victims.logHidden' : 'victims.logWhole');
    return await host.saveDataFile({
      ...{ what: 'victim-data', ending: `.${format}`, bytes: utf8(file) },
      suggestedName: `${standard} ${version} ${office.code} ${from} ${until}`,
      detail: `${standard} ${version} · ${tCount('victims.people', prepared.people)} · ${from} – ${until} · ${small}`,
    });
  }

  function confirm(): void {
    if (!isPeriod || !isReady) return;
    if (prepared === undefined) {
      void run(count, setVictims);
      return;
    }
    if (prepared.records.length === 0) return;
    void run(save, (saved) => {
      if (saved === undefined) return;
      toast({ kind: 'success', title: t('victims.saved', { name: saved.name }) });
      onClose();
    });
  }

  return (
    <FormDialog
      title={t('victims.title', { standard: `${standard} ${version}` })}
      confirm={t(prepared === undefined ? 'victims.count' : 'victims.save')}
      wide
      busy={busy}
      fault={fault?.code === 'file/cancelled' ? undefined : fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('victims.text')}</p>
      <div className="inspection-list-pair">
        <DateInput label={t('victims.from')} value={from} onChange={setDay(setFrom)} clock={db.clock} />
        <DateInput
          label={t('victims.until')}
          value={until}
          onChange={setDay(setUntil)}
          problem={isPeriod ? undefined : t('victims.badPeriod')}
          clock={db.clock}
        />
      </div>
      <CheckBox selected={hideSmall} onChange={setHideSmall}>
        {t('victims.hideSmall', { n: smallestGroup.people })}
      </CheckBox>
      {!hideSmall && <Notice kind="warn" title={t('victims.wholeWarning')} />}
      <RadioChoice
        label={t('victims.format')}
        options={formats.map((key) => ({ key, label: t(`victims.format_${key}`) }))}
        value={format}
        onChange={(key) => {
          if (key !== undefined) setFormat(key);
        }}
      />
      {!isReady && <Notice kind="info" title={t('victims.notReady')} />}
      {prepared && (
        <>
          <Facts
            rows={[
              [t('victims.fact_people'), String(prepared.people)],
              [t('victims.fact_lines'), String(prepared.records.length)],
              [t('victims.fact_hidden'), String(prepared.hidden)],
              [t('victims.fact_withoutCode'), String(prepared.withoutCode)],
              [t('victims.fact_mapping'), <ConfidenceBadge key="sure" confidence={table.confidence} />],
            ]}
          />
          {prepared.people === 0 && (
            <Notice kind="info" title={t('victims.nobody', { from: formatDate(from), until: formatDate(until) })} />
          )}
          {prepared.people > 0 && prepared.people < smallestGroup.people && (
            <Notice kind="warn" title={tCount('victims.few', prepared.people, { min: smallestGroup.people })} />
          )}
          <p className="inspection-list-soft">{table.attribution}</p>
        </>
      )}
    </FormDialog>
  );
}
