import { expect, test } from 'vitest';
import { watchBusyWork } from '../../../electron/updates/busy-work.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import { callNames, type CallName } from '../../../shared/ipc/names.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

function start() {
  const answers: ((answer: Result<unknown>) => void)[] = [];
  const slow = () => new Promise<Result<unknown>>((resolve) => answers.push(resolve));
  const busy = watchBusyWork();
  const handlers = busy.watch(Object.fromEntries(callNames.map((name) => [name, slow])) as unknown as Handlers);
  const call = (name: string, input: unknown = {}): Promise<unknown> =>
    (handlers as unknown as Record<string, (input: unknown) => Promise<unknown>>)[name]!(input);
  const settle = async (name: string, answer: Result<unknown> = ok({}), input: unknown = {}): Promise<void> => {
    const done = call(name, input);
    answers.pop()?.(answer);
    await done;
  };
  return { busy, call, answers, settle };
}

test('a call is work while it is answered, whatever the answer is', async () => {
  const { busy, call, answers } = start();
  const looking = call('appInfo');
  expect(busy.now()).toBeUndefined();
  const signing = call('signDocument');
  expect(busy.now()).toBe('signing');
  answers[1]?.(fail('sign/expired'));
  await signing;
  expect(busy.now()).toBeUndefined();
  answers[0]?.(ok({}));
  await looking;
});

test('a bundle is work from its beginning until it is finished, cancelled, or the office is locked', async () => {
  const { busy, settle } = start();
  await settle('beginBundle', fail('access/denied'));
  expect(busy.now()).toBeUndefined();
  await settle('beginBundle', ok({ token: 'a' }));
  expect(busy.now()).toBe('exchange');
  await settle('finishBundle', fail('file/disk-full'), { token: 'a' });
  expect(busy.now()).toBe('exchange');
  await settle('cancelBundle', ok({}), { token: 'a' });
  expect(busy.now()).toBeUndefined();
  await settle('openBundle', ok({ reading: 'r' }));
  expect(busy.now()).toBe('exchange');
  busy.forget();
  expect(busy.now()).toBeUndefined();
});

test('of several pieces of evidence each is work until it is finished itself', async () => {
  const { busy, settle } = start();
  await settle('beginEvidence', ok({ id: 'one' }));
  await settle('beginEvidence', ok({ id: 'two' }));
  await settle('finishEvidence', ok({}), { id: 'one' });
  expect(busy.now()).toBe('evidence');
  await settle('cancelEvidence', ok({}), { id: 'two' });
  expect(busy.now()).toBeUndefined();
});

test('a package that another one took the place of is over', async () => {
  const { busy, settle } = start();
  await settle('beginPackage', ok({ token: 'a' }));
  await settle('beginPackage', ok({ token: 'b' }));
  expect(busy.now()).toBe('package');
  await settle('finishPackage', ok({}), { token: 'b' });
  expect(busy.now()).toBeUndefined();
  await settle('beginPackage', ok({ token: 'c' }));
  await settle('beginPackage', fail('file/cancelled'));
  expect(busy.now()).toBeUndefined();
});

/** Calls that an update may cut off: they only tell, or only read, or end what others began, or are about updates. */
const harmless: ReadonlySet<CallName> = new Set([
  'appInfo',
  'listPeople',
  'lock',
  'noteActivity',
  'openCaseKey',
  'readJournal',
  'checkAudit',
  'chooseEvidence',
  'readChosen',
  'finishEvidence',
  'cancelEvidence',
  'readEvidence',
  'unsettledEvidence',
  'chooseExportFolder',
  'addToPackage',
  'finishPackage',
  'cancelPackage',
  'listDrives',
  'chooseDrive',
  'addToBundle',
  'sealBundle',
  'finishBundle',
  'cancelBundle',
  'findBundles',
  'chooseBundle',
  'unsealBundle',
  'readBundle',
  'closeBundle',
  'openAlert',
  'verifierPageHash',
  'exchangeFacts',
  'readTrustFile',
  'readOfficeCards',
  'safetyFacts',
  'openSnapshot',
  'readSnapshot',
  'closeSnapshot',
  'updateFacts',
  'findUpdate',
  'installUpdate',
  'goBack',
  'cancelUpdate',
  'listCertificates',
  'signingSettings',
  'listTokenCertificates',
  'renderDocument',
  'cancelDocument',
  'openPreview',
  'closePreview',
  'diagnose',
  'makeSupportSlip',
]);

test.each(callNames)('%s is work, or may be cut off', async (name) => {
  const { busy, call, answers } = start();
  const done = call(name);
  expect(busy.now() === undefined).toBe(harmless.has(name));
  answers[0]?.(fail('vault/locked'));
  await done;
});
