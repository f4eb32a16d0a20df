import { describe, expect, test } from 'vitest';
import { readAgeHeader } from '../../../shared/bundle/age-header.ts';
import { equalBytes, sha256, toHex } from '../../../shared/kernel/bytes.ts';
import { fold } from '../../../shared/record/fold.ts';
import { knowing, readAll } from '../../support/bundle-builder.ts';
import {
  goldenBundles,
  goldenFile,
  goldenInstallations,
  goldenKeys,
  openGolden,
} from '../../support/golden-bundles.ts';

describe('bundles of version 0.1.0', () => {
  test.each(goldenBundles)('$kind opens and says what it said', async (golden) => {
    const sealed = goldenFile(golden.file);
    expect(toHex(await sha256(sealed))).toBe(golden.sha256);
    const isForWords = golden.kind === 'expediente';
    expect(readAgeHeader(sealed)).toMatchObject({ ok: true, value: { opening: isForWords ? 'words' : 'keys' } });
    const known = knowing(await goldenInstallations(), isForWords ? 'frase' : [goldenKeys.recipient]);
    const read = await readAll(await openGolden(golden), known);
    if (!read.ok) throw new Error(JSON.stringify(read.fault));
    const { events, summary } = read.value;
    expect(summary).toMatchObject({ identity: golden.identity, changes: golden.changes, standing: 'trusted' });
    const cases = events.flatMap((event) => {
      if (event.kind !== 'case') return [];
      const { entities, conflicts, forks } = fold(event.changes);
      return {
        ...{ id: event.id, changes: event.changes.length, seals: event.seals.length },
        ...{ conflicts: conflicts.length, forks: forks.length },
        place: entities.get(`inspection/${event.id}`)?.get('place')?.value,
      };
    });
    expect(cases).toEqual(golden.cases);
  });

  test('the key of the rescue opens what is between offices', async () => {
    const [golden] = goldenBundles;
    if (golden === undefined) throw new Error('no bundle');
    expect(equalBytes(await openGolden(golden, goldenKeys.rescue), await openGolden(golden))).toBe(true);
  });
});
