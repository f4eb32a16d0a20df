import type { WebContents } from 'electron';
import * as v from 'valibot';
import { events, type EventPayload } from '../../shared/ipc/contract.ts';
import type { EventName } from '../../shared/ipc/names.ts';

/** Tells the window that something happened. */
export function tell<N extends EventName>(contents: WebContents, name: N, payload: EventPayload<N>): void {
  if (!contents.isDestroyed()) contents.send(name, v.parse(events[name], payload));
}
