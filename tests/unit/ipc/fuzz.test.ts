// A hundred thousand calls at the one door, as a window that was taken over would make them.
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { WebContents, WebFrameMain } from 'electron';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { EvidenceStore } from '../../../electron/evidence/evidence-store.ts';
import { documentUrl } from '../../../electron/guard/origin.ts';
import { createChosenFiles } from '../../../electron/host/chosen-files.ts';
import { createEvidenceHandlers } from '../../../electron/host/evidence.ts';
import { createJournalHandlers } from '../../../electron/host/journal.ts';
import { createPreviewHandlers, createPreviews } from '../../../electron/host/preview.ts';
import { serve } from '../../../electron/host/serve.ts';
import { calls, type Handlers } from '../../../shared/ipc/contract.ts';
import { callNames, type CallName } from '../../../shared/ipc/names.ts';
import { fail, type Result } from '../../../shared/kernel/result.ts';
import { openOfficeWithHandlers } from '../../support/office-builder.ts';
import { anyGarbage, fitting, makeDice, nearMiss } from '../../support/schema-fuzz.ts';
import { testClock, valueOf } from '../../support/vault-builder.ts';

const CALLS = 100_000;
const ours = Object.create(null) as WebFrameMain;
const foreign = Object.create(null) as WebFrameMain;

type Listener = (event: { senderFrame: WebFrameMain | null }, input: unknown) => Promise<Result<unknown>>;

/** The real door, without Electron. */
async function openDoor(handlers: Handlers, onBug: (entry: unknown) => void) {
  const listeners = new Map<string, Listener>();
  await serve({
    contents: {
      ipc: { handle: (name: string, listener: Listener) => void listeners.set(name, listener) },
    } as unknown as WebContents,
    handlers: Promise.resolve(handlers),
    first: handlers,
    need: () => undefined,
    isOurFrame: (frame) => frame === ours,
    log: { write: onBug },
    checksOutputs: true,
  });
  return {
    call: (name: CallName, frame: WebFrameMain | null, input: unknown) =>
      listeners.get(name)!({ senderFrame: frame }, input),
  };
}

/** A door whose handlers only keep what they are given. */
async function openKeepingDoor() {
  const reached: { name: CallName; input: unknown }[] = [];
  const handle = (name: CallName) => (input: unknown) => {
    reached.push({ name, input });
    return Promise.resolve(fail('vault/locked'));
  };
  const handlers = callNames.map((name) => [name, handle(name)] as const);
  const door = await openDoor(Object.fromEntries(handlers) as unknown as Handlers, (entry) =>
    expect.unreachable(JSON.stringify(entry)),
  );
  return {
    ...door,
    /** what reached a handler since the last look */
    taken: () => reached.splice(0),
  };
}

test(
  'of a hundred thousand calls none crashes, and none comes in that was not parsed',
  { timeout: 60_000 },
  async () => {
    const seed = Number(process.env['ATALAYA_FUZZ_SEED'] ?? 20261130);
    const dice = makeDice(seed);
    const garbage = anyGarbage();
    const { call, taken } = await openKeepingDoor();
    const accepted = new Map<CallName, number>();
    const wrong: string[] = [];
    const counts = { accepted: 0, refused: 0, foreign: 0 };
    for (let n = 0; n < CALLS && wrong.length < 10; n += 1) {
      const name = callNames[n % callNames.length]!;
      const { input: schema } = calls[name];
      const way = dice.next();
      const input =
        way < 0.3 ? fitting(schema, dice) : way < 0.9 ? nearMiss(schema, dice, garbage) : dice.pick(garbage.values);
      const frame = dice.next() < 0.05 ? dice.pick([foreign, null]) : ours;
      const answer = await call(name, frame, input);
      const got = taken();
      const code = answer.ok ? 'ok' : answer.fault.code;
      if (frame !== ours) {
        counts.foreign += 1;
        if (code !== 'ipc/foreign-sender' || got.length > 0) wrong.push(`${n} ${name}: a foreign frame got ${code}`);
      } else if (got.length === 0) {
        counts.refused += 1;
        if (code !== 'ipc/bad-input') wrong.push(`${n} ${name}: refused with ${code}`);
      } else {
        counts.accepted += 1;
        accepted.set(name, (accepted.get(name) ?? 0) + 1);
        const parsed = v.safeParse(schema, input);
        const isRight =
          got.length === 1 &&
          got[0]!.name === name &&
          parsed.success &&
          isDeepStrictEqual(got[0]!.input, parsed.output);
        if (carries(got, 'polluted')) wrong.push(`${n} ${name}: a field came in that the contract does not know`);
        if (!isRight || code !== 'vault/locked') wrong.push(`${n} ${name}: came in unparsed (${code})`);
      }
    }
    expect(wrong, `seed ${seed}`).toEqual([]);
    expect(counts.accepted + counts.refused + counts.foreign).toBe(CALLS);
    expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(CALLS / 5);
    expect(counts.foreign).toBeGreaterThan(CALLS / 50);
    // inputs that never fit would prove nothing of what lies behind the first field
    expect(callNames.filter((name) => !accepted.has(name))).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  },
);

test(
  'real handlers of keys, journal and evidence answer every input that fits with a code, and stay whole',
  { timeout: 60_000 },
  async () => {
    const { vault, ledger, handlers: keys, userData } = await openOfficeWithHandlers();
    const real: Partial<Handlers> = {
      ...keys,
      ...createJournalHandlers({ ledger }),
      ...createPreviewHandlers(createPreviews(), documentUrl),
      ...createEvidenceHandlers({
        vault,
        store: new EvidenceStore(path.join(userData, 'evidencias'), testClock()),
        chosen: createChosenFiles(),
        dialogs: {
          chooseEvidenceFiles: () => Promise.resolve(undefined),
          chooseCameraFolder: () => Promise.resolve(undefined),
        },
        copies: () => Promise.resolve([]),
        isWhole: () => true,
      }),
    };
    const rest = callNames.map((name) => [name, () => Promise.resolve(fail('vault/locked'))]);
    const bugs: unknown[] = [];
    const { call } = await openDoor({ ...(Object.fromEntries(rest) as unknown as Handlers), ...real }, (entry) =>
      bugs.push(entry),
    );
    const dice = makeDice(42);
    // they would end the session, or begin the journal anew: others test them
    const names = (Object.keys(real) as CallName[]).filter(
      (name) => !/^(lock|createOffice|unlock|recover|seedJournal)$/.test(name),
    );
    const codes = new Set<string>();
    for (let n = 0; n < names.length * 4; n += 1) {
      const name = names[n % names.length]!;
      const answer = await call(name, ours, fitting(calls[name].input, dice));
      codes.add(answer.ok ? 'ok' : answer.fault.code);
    }
    expect(bugs).toEqual([]);
    expect(codes.size).toBeGreaterThan(5);
    expect(valueOf(await ledger.checkAudit()).brokenAt).toBeUndefined();
  },
);

/** Whether a field of this name lies anywhere in a value, as an own one. */
function carries(value: unknown, field: string): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  return Object.hasOwn(value, field) || Object.values(value).some((part) => carries(part, field));
}
