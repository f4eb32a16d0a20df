import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Known } from './known.ts';

const root = path.resolve(import.meta.dirname, '../fixtures/released');

/** What one version left behind. */
export interface Released {
  /** absolute path */
  readonly folder: string;
  readonly known: Known;
  /** stands an hour after it was made: certificates end some day, fixtures do not */
  readonly clock: Clock;
}

/** The version that these sources are. */
export const thisVersion = (
  JSON.parse(readFileSync(path.resolve(root, '../../../package.json'), 'utf8')) as { version: string }
).version;

/** All versions that left fixtures. */
export const released: readonly Released[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const folder = path.join(root, name);
    const known = JSON.parse(readFileSync(path.join(folder, 'known.json'), 'utf8')) as Known;
    return { folder, known, clock: { now: () => Date.parse(known.madeAt) + 3_600_000 } };
  });
