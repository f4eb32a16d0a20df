// The page was taken over: it knows the contract and calls what it likes. What each person may do is then decided by the
// main process alone, which is asked here cell by cell.
import type { ElectronApplication, Page } from '@playwright/test';
import { acts, type ActName } from '../../shared/access/acts.ts';
import { windowActs } from '../../shared/access/may-commit.ts';
import { may, type Permission } from '../../shared/access/permissions.ts';
import { roles, type Role } from '../../shared/access/roles.ts';
import type { CallInput, WriteInput } from '../../shared/ipc/contract.ts';
import type { CallName } from '../../shared/ipc/names.ts';
import { newId } from '../../shared/kernel/id.ts';
import { callHost, expect, test } from '../support/electron-app.ts';
import { ask, makeSixPeople, signIn } from '../support/six-people.ts';

const caseId = newId();
const nobody = newId();
const sealed = new Uint8Array([1, 2, 3]);
const pdf = new Uint8Array([37, 80, 68, 70]);
const transport = new Uint8Array(65);
const passphrase = 'no es esta frase';
const reason = 'porque sí, y con eso basta';

/** A row of the table: a call, and the rights of which one is needed. */
interface Attempt {
  readonly name: string;
  readonly call: CallName;
  readonly input: unknown;
  readonly needs: readonly Permission[];
  /** not done by those who may: it would show a dialog that nobody answers */
  readonly refusedOnly?: true;
}

function attempt<N extends CallName>(call: N, input: CallInput<N>, ...needs: readonly Permission[]): Attempt {
  return { name: call, call, input, needs };
}

function write(row: WriteInput, action: ActName | undefined, ...needs: readonly Permission[]): Attempt {
  // a change is told with its case, and bytes come with the row of their paper
  const about = action === 'settings' ? {} : { caseId };
  const paper: WriteInput[] =
    row.t === 'files' ? [{ t: 'documents', k: 'put', row: { id: row.row.d, c: caseId, v: 1, sealed } }] : [];
  const input = { writes: [row, ...paper], ...(action === undefined ? {} : { act: { action, ...about } }) };
  return { name: `commit ${row.t} ${action ?? ''}`, call: 'commit', input, needs };
}

const told = (action: ActName, needs: Permission): Attempt => ({
  name: `logAct ${action}`,
  call: 'logAct',
  input: { act: { action } },
  needs: [needs],
});

const save = (c: string): WriteInput => ({ t: 'saves', k: 'put', row: { c, r: newId(), n: 1, last: 1, sealed } });
const draft = (c: string): WriteInput => ({ t: 'drafts', k: 'put', row: { c, v: 1, sealed } });
const file = (n: number): WriteInput => ({ t: 'files', k: 'put', row: { d: newId(), n, sealed } });
const counters: WriteInput = { t: 'meta', k: 'put', row: { k: 'counters', v: 1, sealed } };

/** Every way to do what a right is needed for. What is allowed fails for another reason, or harms nothing. */
function attempts(officeId: string, personId: string): readonly Attempt[] {
  const person = { name: 'Otra', position: 'Oficial', credential: 'X-9', roles: ['statistics' as const] };
  return [
    write(draft(caseId), undefined, 'case.write'),
    write(save(caseId), 'saved', 'case.write'),
    write({ t: 'summaries', k: 'put', row: { k: `c/${caseId}`, v: 1, sealed } }, 'saved', 'case.write'),
    write({ t: 'documents', k: 'put', row: { id: newId(), c: caseId, v: 1, sealed } }, 'saved', 'case.write'),
    write({ t: 'locks', k: 'put', row: { c: caseId, v: 1, sealed } }, 'saved', 'case.write'),
    write({ t: 'drafts', k: 'del', key: caseId }, 'draft-discarded', 'case.write'),
    write(counters, 'finalised', 'case.finalise'),
    write(file(0), 'finalised', 'case.finalise'),
    write(save(officeId), 'settings', 'settings.write'),
    write(draft(officeId), undefined, 'settings.write'),
    write(save(caseId), 'case-restored', 'snapshot.restore-case'),
    write(save(caseId), 'bundle-received', 'exchange.receive'),
    write(save(caseId), 'bundle-withdrawn', 'exchange.receive'),
    attempt(
      'commitTogether',
      { commits: [{ writes: [save(caseId)], act: { action: 'bundle-received', caseId } }] },
      'exchange.receive',
    ),
    // who may, may into the ledger only, and the main process looks itself
    { ...write(save(officeId), 'bundle-sent', 'exchange.send'), refusedOnly: true },
    { ...write(save(officeId), 'bundle-noted', 'exchange.send'), refusedOnly: true },
    { ...attempt('renewInstallation', {}, 'exchange.receive'), refusedOnly: true },
    write(save(caseId), 'evidence-added', 'case.write'),
    write(save(caseId), 'evidence-changed', 'case.write'),
    told('evidence-viewed', 'case.read'),
    attempt('chooseEvidence', { what: 'files' }, 'case.write'),
    attempt('readChosen', { token: 'ninguno', at: 0, length: 1 }, 'case.write'),
    attempt('beginEvidence', { caseId, size: 1 }, 'case.write'),
    attempt('appendEvidence', { id: nobody, n: 0, sealed }, 'case.write'),
    attempt('finishEvidence', { id: nobody }, 'case.write'),
    attempt('settleEvidence', { id: nobody }, 'case.write'),
    attempt('cancelEvidence', { id: nobody }, 'case.write'),
    attempt('dropEvidence', { id: nobody }, 'case.write'),
    attempt('readEvidence', { id: nobody, n: 0 }, 'case.read'),
    attempt('mendEvidence', { id: nobody }, 'case.read'),
    attempt('unsettledEvidence', {}, 'case.read'),
    attempt('chooseExportFolder', {}, 'document.export'),
    attempt(
      'saveEvidence',
      { bytes: sealed, suggestedName: 'x.jpg', about: { caseId, documentId: nobody } },
      'document.export',
    ),
    {
      ...attempt(
        'beginPackage',
        { about: { caseId, documentId: nobody }, addressee: 'x', keys: [], passphrase },
        'document.export',
      ),
      refusedOnly: true,
    },
    attempt('addToPackage', { token: 'ninguno', name: 'LEAME.txt', bytes: sealed }, 'document.export'),
    attempt('signAnnexes', { token: 'ninguno', pdf, place: '' }, 'document.sign'),
    attempt('finishPackage', { token: 'ninguno' }, 'document.export'),
    { ...attempt('saveAlertForm', {}, 'document.export'), refusedOnly: true },
    attempt('openAlert', { sealed }, 'case.read'),
    { ...attempt('saveVerifierPage', {}, 'document.export'), refusedOnly: true },
    attempt('verifierPageHash', {}, 'exchange.send'),
    attempt('exchangeFacts', {}, 'exchange.send', 'exchange.receive', 'exchange.trust'),
    attempt('saveOfficeCard', {}, 'exchange.trust'),
    attempt('readTrustFile', {}, 'exchange.trust'),
    attempt('acceptTrust', { words: 'ninguna' }, 'exchange.trust'),
    attempt('acceptTrust', { list: sealed, signature: sealed }, 'exchange.receive', 'exchange.trust'),
    attempt('makeExchangeRoot', { name: 'Otra', passphrase: 'x', holders: ['A', 'B'] }, 'exchange.trust'),
    attempt('confirmExchangeRoot', {}, 'exchange.trust'),
    attempt('recoverExchangeRoot', { sheets: ['uno', 'dos'], passphrase }, 'exchange.trust'),
    attempt('readOfficeCards', {}, 'exchange.trust'),
    attempt('issueTrustList', { passphrase, cards: [] }, 'exchange.trust'),
    attempt('revokeInstallation', { passphrase, replica: nobody, reason }, 'exchange.trust'),
    attempt('saveTrustList', {}, 'exchange.trust'),
    attempt('listDrives', {}, 'exchange.send'),
    attempt('chooseDrive', {}, 'exchange.send'),
    attempt('ejectDrive', { token: 'ninguno' }, 'exchange.send'),
    attempt('beginBundle', { place: 'ninguno', to: ['SPS'] }, 'exchange.send'),
    attempt('addToBundle', { token: 'ninguno', name: 'data/indice.json', bytes: sealed, last: true }, 'exchange.send'),
    attempt(
      'sealBundle',
      {
        token: 'ninguno',
        draft: { id: caseId, tipo: 'traspaso', sec: [{ a: 'SPS', n: 1, ant: null }], creado: 'ahora', casos: [] },
      },
      'exchange.send',
    ),
    attempt('finishBundle', { token: 'ninguno' }, 'exchange.send'),
    attempt('checkStick', { place: 'ninguno', names: ['x'], sha256: '0'.repeat(64) }, 'exchange.send'),
    attempt('findBundles', { place: 'ninguno' }, 'exchange.receive'),
    attempt('chooseBundle', {}, 'exchange.receive'),
    attempt('openBundle', { token: 'ninguno' }, 'exchange.receive'),
    attempt('unsealBundle', { reading: 'ninguno', transport }, 'exchange.receive'),
    attempt('readBundle', { reading: 'ninguno', at: 0, length: 1 }, 'exchange.receive'),
    attempt('sealSeries', { tips: [{ c: caseId, n: 1, h: 'A'.repeat(43) }] }, 'exchange.send'),
    told('viewed', 'case.read'),
    told('searched', 'case.read'),
    told('copied', 'case.read'),
    told('previewed', 'case.read'),
    told('verified', 'document.verify'),
    told('settings', 'settings.write'),
    told('audit-exported', 'audit.export'),
    attempt('makeCaseKey', { caseId: newId() }, 'case.write'),
    attempt('openCaseKey', { caseId, boxes: [], reason, emergency: false }, 'protected.open'),
    attempt('openCaseKey', { caseId, boxes: [], reason, emergency: true }, 'protected.emergency'),
    attempt('shareCaseKey', { caseId, boxes: [], personId, reason }, 'protected.open'),
    attempt('addPerson', { person, passphrase: 'terraza violín 7 Öl ñandú' }, 'people.manage'),
    attempt('changeRoles', { personId: nobody, roles: ['chief'] }, 'people.manage'),
    attempt('removePerson', { personId: nobody, reason }, 'people.manage'),
    attempt('resetPerson', { personId: nobody, passphrase: 'terraza violín 7 Öl ñandú' }, 'people.manage'),
    attempt('grantAccess', { personId: nobody }, 'people.grant'),
    attempt('setPolicy', { policy: { idleMinutes: 30 } }, 'settings.write'),
    attempt('makeRecoverySheets', { holders: ['A', 'B'], sheets: ['uno', 'dos'] }, 'recovery.manage'),
    attempt('practiseRecovery', { sheets: ['uno', 'dos'] }, 'recovery.manage'),
    attempt('takeSnapshot', {}, 'snapshot.make'),
    attempt('checkSnapshots', {}, 'snapshot.make'),
    attempt('chooseSnapshotPlace', {}, 'snapshot.manage'),
    attempt('forgetSnapshotPlace', {}, 'snapshot.manage'),
    attempt('openSnapshot', { id: 'ninguna' }, 'snapshot.manage', 'snapshot.restore-case'),
    attempt('readSnapshot', { token: 'ninguno', after: 0 }, 'snapshot.restore-case'),
    attempt('restoreSnapshot', { token: 'ninguno' }, 'snapshot.manage'),
    attempt('decommission', { passphrase, reason, officeName: 'otra', withoutCopy: true }, 'office.decommission'),
    attempt('importCertificate', { passphrase }, 'document.sign'),
    attempt('setTimestampUrl', {}, 'settings.write'),
    attempt('noteStampList', {}, 'settings.write'),
    attempt('forgetStampList', { issuer: 'X' }, 'settings.write'),
    attempt(
      'noteProvider',
      { id: nobody, provider: { name: 'X', words: '', norm: '', document: '' } },
      'settings.write',
    ),
    attempt('noteProvider', { provider: { name: 'X', words: '', norm: '', document: '' } }, 'settings.write'),
    attempt('forgetProvider', { id: nobody }, 'settings.write'),
    attempt('setUpdateChoice', { choice: { from: 'stick' } }, 'settings.write'),
    attempt('findUpdate', { where: 'folder' }, 'settings.write'),
    attempt('installUpdate', {}, 'settings.write'),
    attempt('goBack', { version: '0.0.1' }, 'settings.write'),
    attempt('chooseTokenProgram', {}, 'settings.write'),
    attempt('forgetTokenProgram', {}, 'settings.write'),
    attempt('listTokenCertificates', { from: 'token' }, 'document.sign'),
    attempt('addTokenCertificate', { from: 'token', keyId: '01' }, 'document.sign'),
    attempt('stampDocument', { pdf }, 'document.sign'),
    attempt(
      'signDocument',
      { pdf, field: 'F', certificateId: nobody, passphrase, reason: '', place: '' },
      'document.sign',
    ),
    attempt('signExtract', { pdf, passphrase, place: '', detail: '' }, 'audit.export'),
    attempt('saveDataFile', { what: 'guide-template', bytes: sealed, suggestedName: 'x.json' }, 'settings.write'),
    attempt(
      'saveDataFile',
      { what: 'victim-data', ending: '.csv', bytes: sealed, suggestedName: 'x', detail: 'x' },
      'victims.export',
    ),
    attempt('saveDocument', { pdf, suggestedName: 'x' }, 'document.export', 'recovery.manage', 'audit.export'),
    {
      ...attempt('printDocument', { pdf }, 'document.export', 'recovery.manage', 'audit.export'),
      refusedOnly: true,
    },
  ];
}

/** Faults that a call gave, as one line: `ok`, or code and what it is about. */
async function outcome(page: Page, { call, input }: Pick<Attempt, 'call' | 'input'>): Promise<string> {
  const answer = await callHost(page, call, input as never);
  if (answer.ok) return 'ok';
  return [answer.fault.code, ...Object.values(answer.fault.detail ?? {})].join(' ');
}

/** Dialogs of the system are left with Escape. */
function cancelDialogs(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
  });
}

test('the table of rights holds for a page that asks for everything, cell by cell', async ({ app, page }) => {
  await cancelDialogs(app);
  const { office, session } = await makeSixPeople(page);
  const table = attempts(session.officeId, office.maker);
  const wrong: string[] = [];
  let cells = 0;
  for (const role of roles) {
    await signIn(page, office.people[role]);
    for (const one of table) {
      const allowed = one.needs.some((right) => may([role], right));
      if (allowed && one.refusedOnly) continue;
      cells += 1;
      const said = await outcome(page, one);
      // an input that the door turns away proves nothing about rights
      const isRight = allowed
        ? !/^(access\/denied|ipc\/bad-input)/.test(said)
        : said === `access/denied ${one.needs[0]!}`;
      if (!isRight) wrong.push(`${role}, ${one.name}: ${said}`);
    }
  }
  expect(wrong).toEqual([]);
  const asked = table.filter(({ refusedOnly }) => !refusedOnly);
  expect(cells).toBeGreaterThan(roles.length * asked.length);

  await ask(page, 'lock', {});
  const answered: string[] = [];
  for (const one of table) {
    const said = await outcome(page, one);
    // whoever stands before a locked computer may put a copy in place; these tokens name none
    if (said !== 'vault/locked' && said !== 'snapshot/unknown') answered.push(`${one.name}: ${said}`);
  }
  expect(answered, 'while nobody is signed in').toEqual([]);
});

test('nobody claims an act of the main process, writes its tables, or rewrites the past', async ({ page }) => {
  const { office, session } = await makeSixPeople(page);
  const claimed: string[] = [];
  for (const personId of [office.maker, ...Object.values(office.people)]) {
    await signIn(page, personId);
    for (const action of (Object.keys(acts) as ActName[]).filter((name) => !windowActs.has(name))) {
      const said = [
        await outcome(page, { call: 'logAct', input: { act: { action, caseId } } }),
        await outcome(page, { call: 'commit', input: { writes: [save(caseId)], act: { action } } }),
        await outcome(page, {
          call: 'commitTogether',
          input: { commits: [{ writes: [save(caseId)], act: { action } }] },
        }),
      ];
      if (said.some((one) => one !== `access/denied ${action}`)) claimed.push(`${action}: ${said.join(', ')}`);
    }
    expect(await outcome(page, { call: 'seedJournal', input: { step: 'begin', seq: 0, writes: [] } })).not.toBe('ok');
  }
  expect(claimed).toEqual([]);

  await signIn(page, office.maker);
  const act = { action: 'saved', caseId } as const;
  const own = save(caseId);
  expect(await outcome(page, { call: 'commit', input: { writes: [own], act } })).toBe('ok');
  const foreign: Readonly<Record<string, readonly unknown[]>> = {
    'an entry of the chain': [{ t: 'audit', k: 'put', row: { n: 1, h: new Uint8Array(32), sealed } }],
    'a local table': [{ t: 'pages', k: 'put', row: { n: 1, sealed } }],
    'where the journal is': [{ t: 'meta', k: 'put', row: { k: 'journal', v: 1, sealed } }],
    'the end of a save': [{ t: 'saves', k: 'del', key: caseId }],
    'more columns than there are': [{ ...own, row: { ...(own as { row: object }).row, extra: 1 } }],
    'another case than it says': [save(newId())],
    'a case beside its own': [save(caseId), draft(newId())],
    'a number without finalising': [counters],
  };
  for (const [what, writes] of Object.entries(foreign)) {
    expect(await outcome(page, { call: 'commit', input: { writes, act } }), what).toMatch(/^ipc\/bad-input/);
  }
  expect(await outcome(page, { call: 'commit', input: { writes: [save(caseId)] } }), 'unseen').toMatch(
    /^ipc\/bad-input/,
  );
  // whoever finalises may write into the register of numbers; what else lies beside it is not theirs
  const taking = { writes: [counters, save(session.officeId)], act: { action: 'numbers-reserved' } };
  expect(await outcome(page, { call: 'commit', input: taking }), 'not of the register').toMatch(/^ipc\/bad-input/);
  const chain = await ask(page, 'checkAudit', {});
  expect(chain.brokenAt).toBeUndefined();
});

test('the key of a case goes to whom it was given, and nowhere else', async ({ page }) => {
  const { office } = await makeSixPeople(page);
  const { boxes } = await ask(page, 'makeCaseKey', { caseId });
  expect(boxes.length).toBeGreaterThan(0);
  const open = (emergency: boolean, id = caseId): Promise<string> =>
    outcome(page, { call: 'openCaseKey', input: { caseId: id, boxes, reason, emergency } });
  const expected: Readonly<Record<Role, readonly [open: string, emergency: string]>> = {
    inspector: ['access/no-case-key', 'access/denied protected.emergency'],
    supervisor: ['access/denied protected.open', 'access/denied protected.emergency'],
    chief: ['access/denied protected.open', 'ok'],
    liaison: ['ok', 'access/denied protected.emergency'],
    statistics: ['access/denied protected.open', 'access/denied protected.emergency'],
    administrator: ['access/denied protected.open', 'access/denied protected.emergency'],
  };
  for (const role of roles) {
    const session = await signIn(page, office.people[role]);
    // the keys of the rows follow the same table
    expect(session.keys.reserved.length > 0, role).toBe(may([role], 'case.read'));
    expect([await open(false), await open(true)], role).toEqual(expected[role]);
    if (role === 'liaison') {
      expect(await open(false, newId()), 'boxes of another case').toBe('access/no-case-key');
      const share = { caseId, boxes, personId: office.people.statistics, reason };
      expect(await outcome(page, { call: 'shareCaseKey', input: share })).toBe('access/denied protected.open');
    }
  }
  // nor does a page that signs somebody in get keys for a point that is none
  await ask(page, 'lock', {});
  const nowhere = { personId: office.people.liaison, passphrase: 'violín terraza ñandú 7 Öl', transport };
  expect(await outcome(page, { call: 'unlock', input: nowhere })).not.toBe('ok');
});
