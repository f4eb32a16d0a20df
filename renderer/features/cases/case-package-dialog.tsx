import { useState } from 'react';
import type { ActName } from '../../../shared/access/acts.ts';
import type { InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { MOST_BYTES } from '../../../shared/referral/package-content.ts';
import { parseAgeKeys, splitAgeKeys } from '../../../shared/referral/age-key.ts';
import { readCaseHistory } from '../../db/audit.ts';
import { readDocument } from '../../db/documents.ts';
import { openEvidence, readEvidence } from '../../db/evidence.ts';
import { host } from '../../host.ts';
import { cleanCopy } from '../../parts/evidence/clean-copy.ts';
import { readOfficeWords } from '../../parts/office-words.ts';
import { SealedDone } from '../../parts/sealing/sealed-done.tsx';
import { SealingDialog } from '../../parts/sealing/sealing-dialog.tsx';
import { useStoppable } from '../../parts/sealing/use-stoppable.ts';
import { useDirectory } from '../../parts/use-directory.ts';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { es } from '../../text/es.ts';
import { t, tCount } from '../../text/index.ts';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { leftoversOf } from './case-leftovers.ts';
import { AUTHORITY, isEmployer, type CaseReceiver } from './case-receiver.ts';
import { makeCasePackage, type CasePackageMade, type CasePackageProgress } from './make-case-package.ts';
import type { CaseAround } from './use-case.ts';

interface Form {
  /** key of an institution, or `AUTHORITY`; undefined while nothing is chosen */
  readonly to: string | undefined;
  readonly name: string;
  readonly keys: string;
  readonly passphrase: string;
}

interface CasePackageDialogProps {
  readonly around: CaseAround;
  readonly onClose: () => void;
}

/** Everything of a case in one sealed file: asks for whom, makes it, and shows once what opens it. */
export function CasePackageDialog({ around, onClose }: CasePackageDialogProps) {
  const { db, person, office } = useSession();
  const [form, setForm] = useState<Form>({ to: undefined, name: '', keys: '', passphrase: '' });
  const [checked, setChecked] = useState(false);
  const { progress, stopping, begin, stop, end } = useStoppable<CasePackageProgress>();
  const [made, setMade] = useState<CasePackageMade>();
  const { busy, fault, run } = useDeed();
  const { view, documents, people } = around;
  const { caseId } = view;
  const { institutions, fault: directoryFault } = useDirectory();
  const offered = institutions.filter(({ state }) => state === 'offered');
  const receiver = receiverOf(form, offered);
  const isForEmployer = form.to === AUTHORITY && isEmployer(form.name, view.head.employer);

  async function prepare(to: CaseReceiver): Promise<Result<CasePackageMade>> {
    // before anything is waited for: from here on it can be given up
    const going = begin();
    const pasted = splitAgeKeys(form.keys);
    const keys = pasted.length === 0 ? ok([]) : parseAgeKeys(pasted);
    if (!keys.ok) return keys;
    const [evidence, rootWords] = await Promise.all([readEvidence(db, caseId), readOfficeWords()]);
    if (!evidence.ok) return evidence;
    if (!rootWords.ok) return rootWords;
    const content = {
      ...{ office, person, caseId, documents, evidence: evidence.value, rootWords: rootWords.value },
      caseName: view.head.number === '' ? t('cases.unnumbered') : view.head.number,
      madeAt: instantFrom(db.clock.now()),
      receiver: to,
      leftovers: leftoversOf(around),
      keys: keys.value.map(({ text }) => text),
    };
    const steps = {
      ...{ begin: host.beginPackage, add: host.addToPackage, finish: host.finishPackage, cancel: host.cancelPackage },
      readPaper: async (id: string) => {
        const read = await readDocument(db, id);
        return read.ok ? ok(read.value.pdf) : read;
      },
      openPiece: (piece: Parameters<typeof openEvidence>[2]['piece']) =>
        openEvidence(db, host, { caseId, piece, why: 'other' }),
      cleanCopy,
      readHistory: () => readCaseHistory(db, caseId),
      // papers are in Spanish whatever the screens speak
      actName: (action: ActName) => es[`audit.act_${action}`],
      personName: (id: string) => people.find((one) => one.id === id)?.name ?? id,
      ...going,
      mostBytes: MOST_BYTES,
    };
    return await makeCasePackage(steps, content, form.passphrase);
  }

  function confirm(): void {
    setChecked(true);
    if (receiver === undefined || isForEmployer || form.passphrase === '') return;
    void run(() => prepare(receiver), setMade).then(() => {
      end();
      setForm((before) => ({ ...before, passphrase: '' }));
      setChecked(false);
    });
  }

  if (made !== undefined) return <CasePackageDone made={made} onClose={onClose} />;
  return (
    <SealingDialog
      title={t('casePackage.title')}
      confirm={t('packages.confirm')}
      busy={busy}
      working={stopping ? t('packages.stopping') : progressText(progress)}
      mayStop={!stopping && progress?.step !== 'seal' && progress?.step !== 'begin'}
      fault={fault ?? directoryFault}
      onConfirm={confirm}
      onStop={stop}
      onClose={onClose}
    >
      <p>{t('casePackage.contains')}</p>
      <Select
        label={t('casePackage.to')}
        hint={t('casePackage.toHint')}
        required
        options={[
          ...offered.map(({ key, label }) => ({ key, label })),
          { key: AUTHORITY, label: t('casePackage.authority') },
        ]}
        value={form.to}
        onChange={(to) => setForm((before) => ({ ...before, to }))}
        problem={checked && form.to === undefined ? t('casePackage.toMissing') : undefined}
      />
      {form.to === AUTHORITY && (
        <TextInput
          label={t('casePackage.name')}
          required
          maxLength={200}
          value={form.name}
          onChange={(name) => setForm((before) => ({ ...before, name }))}
          problem={
            isForEmployer
              ? t('casePackage.notEmployer')
              : checked && form.name.trim() === ''
                ? t('casePackage.nameMissing')
                : undefined
          }
        />
      )}
      <TextArea
        label={t('casePackage.keys')}
        hint={t('casePackage.keysHint')}
        maxLength={8000}
        value={form.keys}
        onChange={(keys) => setForm((before) => ({ ...before, keys }))}
      />
      <TextInput
        type="password"
        autoComplete="current-password"
        label={t('casePackage.passphrase')}
        required
        maxLength={1024}
        value={form.passphrase}
        onChange={(passphrase) => setForm((before) => ({ ...before, passphrase }))}
        problem={checked && form.passphrase === '' ? t('packages.passphraseMissing') : undefined}
      />
    </SealingDialog>
  );
}

/** Whom the form names; undefined while it names nobody. */
function receiverOf({ to, name }: Form, offered: readonly InstitutionOnDay[]): CaseReceiver | undefined {
  const label = to === AUTHORITY ? name.trim() : (offered.find(({ key }) => key === to)?.label ?? '');
  return to === undefined || label === '' ? undefined : { key: to, name: label.slice(0, 200) };
}

function CasePackageDone({ made, onClose }: { readonly made: CasePackageMade; readonly onClose: () => void }) {
  const { missing, ...sealed } = made;
  return (
    <SealedDone
      made={sealed}
      onClose={onClose}
      about={missing > 0 && <Notice kind="info" live={false} title={tCount('casePackage.missing', missing)} />}
    />
  );
}

function progressText(progress: CasePackageProgress | undefined): string {
  if (progress === undefined) return t('packages.working');
  if ('total' in progress) return t(`casePackage.step_${progress.step}`, { n: progress.n, total: progress.total });
  return t(`casePackage.step_${progress.step}`);
}
