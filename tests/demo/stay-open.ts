import type { Page } from '@playwright/test';
import { callHost } from '../support/electron-app.ts';

/** Lets the office be open for long: the system sees no hand on the keyboard of a program that is driven from outside. */
export async function stayOpen(page: Page): Promise<void> {
  const set = await callHost(page, 'setPolicy', { policy: { idleMinutes: 60 } });
  if (!set.ok) throw new Error(set.fault.code);
}
