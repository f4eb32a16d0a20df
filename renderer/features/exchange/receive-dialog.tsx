import { useEffect, useRef, useState } from 'react';
import type { FoundBundle } from '../../../shared/ipc/contract.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { noteBundle } from '../../db/ledger.ts';
import { host } from '../../host.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { formatInstant, sizeText } from '../../parts/format.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import '../../parts/sealing/sealing.css';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { BundlePreview } from './bundle-preview.tsx';
import { checkBundle, type CheckedBundle } from './check-bundle.ts';
import { DriveField } from '../../parts/exchange/drive-field.tsx';
import { copyBundle, unsealBundle, type Opening } from './open-bundle.ts';
import { mayTakeIn, takeInBundle, type TakenIn } from './take-in-bundle.ts';
import { safeSettings } from './settings-preview.tsx';
import { TakenInDialog } from './taken-in-dialog.tsx';
import { minutesLeft } from '../../parts/exchange/time-left.ts';
import { useBundleBytes } from '../../parts/exchange/use-bundle-bytes.ts';
import { useDrives } from '../../parts/exchange/use-drives.ts';

interface ReceiveDialogProps {
  /** the ledger has something new */
  readonly onChanged: () => void;
  /** goes to what people wrote differently */
  readonly onConflicts: () => void;
  readonly onClose: () => void;
}

type Step = 'copy' | 'check' | 'take';
/** How far it is, and how many minutes are left. */
interface Done {
  readonly share: number;
  readonly left: number | undefined;
}
type Copied = Extract<Awaited<ReturnType<typeof copyBundle>>, { readonly ok: true }>['value'];

/** Finds a bundle, copies and checks it, shows what it would change, and takes in what somebody agrees to. */
export function ReceiveDialog({ onChanged, onConflicts, onClose }: ReceiveDialogProps) {
  const { db, may } = useSession();
  const toast = useToasts();
  const choice = useDrives();
  const { bytes, restart } = useBundleBytes();
  const { busy, fault: failed, run } = useDeed();
  // looking at a stick is quick, and the form with its focus stays
  const finding = useDeed();
  const fault = failed ?? finding.fault;
  const [found, setFound] = useState<readonly FoundBundle[]>();
  const [chosen, setChosen] = useState<string>();
  const [copied, setCopied] = useState<Copied>();
  const [words, setWords] = useState('');
  const [sheets, setSheets] = useState<readonly [string, string]>(['', '']);
  const [rescue, setRescue] = useState(false);
  const [asked, setAsked] = useState(false);
  const [checked, setChecked] = useState<CheckedBundle>();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [taken, setTaken] = useState<TakenIn>();
  // part of it may be in here: nobody can say any more that nothing was changed
  const [tried, setTried] = useState(false);
  const [step, setStep] = useState<Step>('copy');
  const [done, setDone] = useState<Done>({ share: 0, left: undefined });
  const stop = useRef<AbortController>(undefined);
  const reading = useRef<string>(undefined);

  // the copy goes with the dialog, whatever became of it
  useEffect(
    () => () => {
      stop.current?.abort();
      if (reading.current !== undefined) void host.closeBundle({ reading: reading.current });
    },
    [],
  );

  function steps() {
    stop.current = new AbortController();
    const started = performance.now();
    const onProgress = (share: number): void =>
      setDone({ share, left: minutesLeft(share, performance.now() - started) });
    setDone({ share: 0, left: undefined });
    return { db, host, onProgress, signal: stop.current.signal };
  }

  function openingOf({ forWords }: Copied): Opening {
    if (forWords) return { words: words.trim().replace(/\s+/g, ' ') };
    const [first, second] = sheets;
    return first.trim() === '' || second.trim() === '' ? {} : { sheets: [first, second] };
  }

  function look(token: string): void {
    void finding.run(
      () => host.findBundles({ place: token }),
      (bundles) => {
        setFound(bundles);
        setChosen(bundles[0]?.token);
      },
    );
  }

  async function copyAndCheck(): Promise<Result<CheckedBundle | undefined>> {
    let one = copied;
    if (one === undefined) {
      const bundle = found?.find(({ token }) => token === chosen);
      if (bundle === undefined) return ok(undefined);
      setStep('copy');
      restart();
      const copy = await copyBundle(host, bundle);
      if (!copy.ok) return copy;
      one = copy.value;
      reading.current = one.reading;
      setCopied(one);
      // whoever sent it says the words on the telephone
      if (one.forWords) return ok(undefined);
    }
    setStep('check');
    // opening tells nothing of how far it is
    setDone({ share: 0, left: undefined });
    const opened = await unsealBundle(db, host, one, openingOf(one));
    const done = opened.ok ? await checkBundle(steps(), opened.value) : opened;
    if (!done.ok) {
      const isClosed = !opened.ok && (one.forWords || may('exchange.trust'));
      setRescue(isClosed && !one.forWords);
      // what cannot be opened in another way goes, so that another one can be chosen
      if (!isClosed) {
        setCopied(undefined);
        await host.closeBundle({ reading: one.reading });
      }
    }
    return done;
  }

  function confirm(): void {
    setAsked(true);
    if (copied?.forWords === true && words.trim() === '') return;
    if (copied === undefined && chosen === undefined) return;
    void run(copyAndCheck, (done) => {
      setAsked(false);
      setChecked(done);
      const cases = done?.cases.map(({ caseId }) => caseId) ?? [];
      setSelected(done?.settings === undefined ? cases : safeSettings(done.settings));
    });
  }

  function takeIn(bundle: CheckedBundle): void {
    setStep('take');
    setTried(true);
    void run(
      () => takeInBundle(steps(), bundle, new Set(selected)),
      (done) => setTaken(done),
    ).then(onChanged);
  }

  function refuse({ id, facts }: CheckedBundle): void {
    void run(
      () => noteBundle(db, id, facts, { what: 'refused' }),
      () => {
        toast({ kind: 'info', title: t('exchange.refused') });
        onChanged();
        onClose();
      },
    );
  }

  if (taken !== undefined) return <TakenInDialog taken={taken} onConflicts={onConflicts} onClose={onClose} />;
  const mayTake = checked !== undefined && mayTakeIn(db, checked).ok;
  const actions = busy ? (
    <Button disabled={step === 'copy'} onPress={() => stop.current?.abort()}>
      {t('common.cancel')}
    </Button>
  ) : (
    <>
      <Button onPress={onClose}>{t('common.cancel')}</Button>
      {checked === undefined ? (
        <Button kind="primary" onPress={confirm}>
          {t('exchange.openIt')}
        </Button>
      ) : (
        <>
          {!tried && <Button onPress={() => refuse(checked)}>{t('exchange.refuse')}</Button>}
          <Button kind="primary" disabled={!mayTake} onPress={() => takeIn(checked)}>
            {t('exchange.takeIn')}
          </Button>
        </>
      )}
    </>
  );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(checked === undefined ? 'exchange.receiveTitle' : 'exchange.previewTitle')}
      dismissable={!busy}
      actions={actions}
    >
      {busy ? (
        <p className="sealing-progress" role="status">
          <Spinner size={24} />{' '}
          {step === 'copy'
            ? t('exchange.step_copy', { size: sizeText(bytes) })
            : `${t(`exchange.step_${step}`, { percent: Math.floor(done.share * 100) })} ${leftText(done)}`}
        </p>
      ) : checked !== undefined ? (
        <BundlePreview bundle={checked} selected={selected} onSelect={setSelected} />
      ) : (
        <form
          className="exchange-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            confirm();
          }}
        >
          {copied?.forWords === true ? (
            <>
              <p>{t('exchange.wordsNeeded')}</p>
              <TextInput
                label={t('exchange.words')}
                hint={t('exchange.wordsHint')}
                value={words}
                onChange={setWords}
                maxLength={400}
                problem={asked && words.trim() === '' ? t('exchange.wordsMissing') : undefined}
              />
            </>
          ) : rescue ? (
            <>
              <p>{t('exchange.rescueHint')}</p>
              {([0, 1] as const).map((at) => (
                <TextArea
                  key={at}
                  label={t('exchange.rescueSheet', { n: at + 1 })}
                  value={sheets[at]}
                  onChange={(text) => setSheets(([one, two]) => (at === 0 ? [text, two] : [one, text]))}
                  maxLength={600}
                />
              ))}
            </>
          ) : (
            <>
              <DriveField choice={choice} onChosen={({ token }) => look(token)} />
              {found?.length === 0 && <p role="status">{t('exchange.noneFound')}</p>}
              {found !== undefined && found.length > 0 && (
                <RadioChoice
                  label={t('exchange.found')}
                  hint={t('exchange.foundHint')}
                  options={found.map(({ token, name, size, modifiedAt }) => ({
                    ...{ key: token, label: name },
                    detail: `${sizeText(size)} · ${formatInstant(instantFrom(modifiedAt))}`,
                  }))}
                  value={chosen}
                  onChange={setChosen}
                  problem={asked && chosen === undefined ? t('exchange.chooseBundle') : undefined}
                />
              )}
              <div>
                <Button
                  onPress={() =>
                    void finding.run(
                      () => host.chooseBundle({}),
                      (bundle) => {
                        setFound([bundle]);
                        setChosen(bundle.token);
                      },
                    )
                  }
                >
                  {t('exchange.chooseFile')}
                </Button>
              </div>
            </>
          )}
          <button type="submit" hidden />
        </form>
      )}
      {fault && fault.code !== 'file/cancelled' && <FaultNotice fault={fault} />}
      {fault?.code === 'file/cancelled' && step === 'take' && !busy && (
        <Notice kind="info" title={t('exchange.takeStopped')}>
          {t('exchange.takeStoppedHint')}
        </Notice>
      )}
    </Dialog>
  );
}

function leftText({ left }: Done): string {
  if (left === undefined) return '';
  return left === 0 ? t('exchange.leftSoon') : tCount('exchange.left', left);
}
