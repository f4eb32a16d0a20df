import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron';
import * as v from 'valibot';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { firstCalls } from '../../shared/ipc/first-calls.ts';
import { callNames, type CallName } from '../../shared/ipc/names.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import type { Log } from '../disk/log.ts';
import type { FirstQuestion } from './app.ts';

/** What the door needs. */
export interface Door {
  /** of the one window; no other page can reach these calls */
  readonly contents: WebContents;
  /** one for each call of the contract, no more and no fewer; calls that come before them wait, unless `first` has them */
  readonly handlers: Promise<Handlers>;
  /** what the first screen asks is answered by these until then */
  readonly first: Pick<Handlers, FirstQuestion>;
  /** a call waits for the handlers: they need not come before one does */
  readonly need: () => void;
  /** whether the frame that calls is the app's own page */
  readonly isOurFrame: (frame: WebFrameMain | null) => boolean;
  readonly log: Log;
  /** also checks what handlers give back; for runs from source, as it costs time on large documents */
  readonly checksOutputs: boolean;
}

/**
 * Opens the one door between the window and the computer: every call checks its sender and parses its input before
 * the handler runs. A handler that throws has a bug: the window gets `host/unexpected` with the number under which
 * the log has the rest, never the error itself. Faults: `ipc/foreign-sender`, `ipc/bad-input`, `host/unexpected`.
 * @returns settles when calls need no longer wait
 * @throws when the handlers are not exactly those of the contract, or what their promise rejects with
 */
export async function serve(door: Door): Promise<void> {
  let known: Partial<Handlers> = door.first;
  const find = async (name: CallName): Promise<Handler> => {
    if (known[name] === undefined) door.need();
    return (known[name] ?? (await door.handlers)[name]) as Handler;
  };
  for (const name of callNames) {
    door.contents.ipc.handle(name, (event, input: unknown) => answer({ ...door, find }, name, event, input));
  }
  const all = await door.handlers;
  assertComplete(all);
  known = all;
}

interface CallShape {
  readonly input: v.GenericSchema;
  readonly output: v.GenericSchema;
}

/** What goes in and out of a call. Of all but the first ones it is read when the first of them comes. */
async function shapeOf(name: CallName): Promise<CallShape> {
  if (name in firstCalls) return firstCalls[name as FirstQuestion];
  const { calls } = await import('../../shared/ipc/contract.ts');
  return calls[name];
}

/** Each handler takes what its own schema gives; the compiler cannot see that for a name it does not know. */
type Handler = (input: unknown) => Promise<Result<unknown>>;

interface Answering extends Pick<Door, 'isOurFrame' | 'log' | 'checksOutputs'> {
  readonly find: (name: CallName) => Promise<Handler>;
}

async function answer(
  { isOurFrame, log, checksOutputs, find }: Answering,
  name: CallName,
  event: IpcMainInvokeEvent,
  input: unknown,
): Promise<Result<unknown>> {
  // read at once: it is null as soon as the frame has gone or navigated
  if (!isOurFrame(event.senderFrame)) return fail('ipc/foreign-sender');
  const shape = await shapeOf(name);
  // dates, maps and arrays without entries would pass for an empty object
  const parsed = isPlainObject(input) ? v.safeParse(shape.input, input) : undefined;
  if (parsed === undefined) return fail('ipc/bad-input', { call: name });
  if (!parsed.success) return fail('ipc/bad-input', { call: name, fields: issuePaths(parsed.issues) });
  try {
    const handler = await find(name);
    // whoever typed a passphrase while the services were coming may have locked meanwhile: nothing opens for a page that is gone
    if (!isOurFrame(event.senderFrame)) return fail('ipc/foreign-sender');
    const output = await handler(parsed.output);
    if (checksOutputs) v.parse(shape.output, output);
    return output;
  } catch (error) {
    const incident = newId().slice(0, 8);
    log.write({ incident, call: name, fault: 'host/unexpected', error });
    return fail('host/unexpected', { incident });
  }
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Where the input was wrong; never what it was. */
function issuePaths(issues: readonly v.BaseIssue<unknown>[]): string[] {
  return issues.slice(0, 10).map((issue) => v.getDotPath(issue) ?? '');
}

function assertComplete(handlers: Handlers): void {
  const given = new Set(Object.keys(handlers));
  const missing = callNames.filter((name) => !given.delete(name));
  if (missing.length > 0) throw new Error(`no handler for ${missing.join(', ')}`);
  if (given.size > 0) throw new Error(`not in the contract: ${[...given].join(', ')}`);
}
