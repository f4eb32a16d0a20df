import { app } from 'electron';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Handlers } from '../shared/ipc/contract.ts';
import { writeAtomically } from './disk/atomic-write.ts';
import type { Endings } from './endings.ts';
import type { EngineCheck } from './guard/engine.ts';
import { createFirstHandlers, type FirstQuestion } from './host/app.ts';
import { findKeyring } from './vault/keyring-file.ts';
import { officeStateOf, peopleOf } from './vault/office-state.ts';

export { serve } from './host/serve.ts';

/** What stands before the services do. */
export interface Door {
  readonly first: Pick<Handlers, FirstQuestion>;
  /**
   * settles when the services may come: the first screen stands, or a call cannot do without them. The keyring is not
   * touched any more then
   */
  readonly later: Promise<unknown>;
  /** a call cannot do without the services */
  readonly need: () => void;
}

/**
 * From the answer to the first question until the first screen has been drawn and takes typing, also on an old computer.
 * Nobody has typed a passphrase by then, and whoever has waits for the services no longer than without this.
 */
const FIRST_SCREEN_MS = 600;

/** What the door is made of. */
export interface DoorSetup {
  /** absolute path of the profile folder, in which nothing is left half-way */
  readonly userData: string;
  readonly engine: EngineCheck;
  readonly endings: Endings;
  /** settles when the page is loaded, whatever it asked */
  readonly opened: Promise<unknown>;
}

/**
 * Answers what the first screen asks, from the keyring alone, until the services stand. Which engine the database has is
 * written down before: what the page opens after the answer must not come before it.
 */
export function openDoor({ userData, engine, endings, opened }: DoorSetup): Door {
  const { electron, chrome } = process.versions;
  const remembered = engine.remember(writeAtomically);
  const stored = remembered.then(() => findKeyring(path.join(userData, 'vault')));
  // whoever asks hears of a fault
  const read = stored.catch(() => undefined);
  const handlers = createFirstHandlers({
    versions: { version: app.getVersion(), electron, chrome },
    officeState: async () => officeStateOf(await stored, false),
    people: async () => peopleOf(await stored),
    ending: endings.toTell,
  });
  let tell: () => void;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const appInfo: Handlers['appInfo'] = (input) =>
    // the answer is on its way by then
    handlers.appInfo(input).finally(() => void setImmediate(tell));
  let need: () => void;
  const needed = new Promise<void>((resolve) => (need = resolve));
  // a page that asks nothing is told nothing
  const drawn = Promise.race([told, opened]).then(() => setTimeout(FIRST_SCREEN_MS));
  const later = Promise.race([drawn, needed]).then(() => Promise.all([remembered, read]));
  return { first: { ...handlers, appInfo }, later, need: () => need() };
}
