import { expect, test } from 'vitest';
import { fail, ok } from '../../../../shared/kernel/result.ts';
import type { Problem } from '../../../../shared/record/problem.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { finaliseRecord, type FinaliseSteps } from '../../../../renderer/parts/finalise-record.ts';

const report = (number: string): Report => ({
  template: 'acta-inspeccion',
  addressee: 'file',
  language: 'es-HN',
  title: 'Acta de inspección',
  number,
  version: 1,
  draft: false,
  madeAt: '2026-11-24T20:32:05.000Z',
  paper: 'oficio',
  letterhead: [],
  author: '',
  sections: [],
  signatures: [],
  footer: '',
});

const settings = { letterhead: [], chiefName: '', chiefPosition: '' };

function setUp(over: Partial<FinaliseSteps> = {}) {
  const log: string[] = [];
  let next = 7;
  const steps: FinaliseSteps = {
    check: () => [],
    offerNumber: () => {
      log.push('offer');
      return Promise.resolve(ok({ number: `N-${next}`, numbering: { counter: 'N', next: next++ } }));
    },
    prepare: (number) => {
      log.push(`prepare ${number}`);
      return Promise.resolve({ report: report(number), recordHash: 'ab', settings });
    },
    render: ({ number }) => {
      log.push(`render ${number}`);
      return Promise.resolve(ok({ pdf: new Uint8Array([1]), pages: 3, sha256: 'cd' }));
    },
    finalise: ({ number, numbering, document }) => {
      log.push(`keep ${number} ${numbering?.next ?? '-'} ${document.paper} ${document.pages} ${document.recordHash}`);
      return Promise.resolve(ok({ documentId: 'd' }));
    },
    ...over,
  };
  return { steps, log };
}

const problem = (severity: Problem['severity']): Problem => ({
  section: 'general',
  field: 'type',
  code: 'required',
  severity,
});

test('numbers, builds, lays out and keeps, in this order', async () => {
  const { steps, log } = setUp();
  await expect(finaliseRecord(steps, '')).resolves.toEqual({ kind: 'finalised', documentId: 'd', number: 'N-7' });
  expect(log).toEqual(['offer', 'prepare N-7', 'render N-7', 'keep N-7 7 oficio 3 ab']);
});

test('a later version keeps its number and takes none', async () => {
  const { steps, log } = setUp();
  await finaliseRecord(steps, 'N-3');
  expect(log).toEqual(['prepare N-3', 'render N-3', 'keep N-3 - oficio 3 ab']);
});

test('an error stops it before anything is made; a warning does not', async () => {
  const stopped = setUp({ check: () => [problem('warning'), problem('error')] });
  expect((await finaliseRecord(stopped.steps, '')).kind).toBe('problems');
  expect(stopped.log).toEqual([]);
  const warned = setUp({ check: () => [problem('warning')] });
  expect((await finaliseRecord(warned.steps, '')).kind).toBe('finalised');
});

test('what the finished file lacks is named and nothing is kept', async () => {
  const { steps, log } = setUp({
    render: () => Promise.resolve(fail('pdf/read-back-missing', { missing: ['Dirección'] })),
  });
  await expect(finaliseRecord(steps, '')).resolves.toEqual({ kind: 'not-in-document', missing: ['Dirección'] });
  expect(log).toEqual(['offer', 'prepare N-7']);
});

test('a number taken meanwhile is replaced by the next, and the paper is made again with it', async () => {
  let tries = 0;
  const { steps, log } = setUp({
    finalise: ({ number }) => {
      tries += 1;
      return Promise.resolve(tries === 1 ? fail('db/changed-meanwhile') : ok({ documentId: number }));
    },
  });
  await expect(finaliseRecord(steps, '')).resolves.toEqual({
    kind: 'finalised',
    documentId: 'N-8',
    number: 'N-8',
  });
  expect(log).toEqual(['offer', 'prepare N-7', 'render N-7', 'offer', 'prepare N-8', 'render N-8']);
});

test('a record that moved is reported after a few tries, and at once for a later version', async () => {
  let tries = 0;
  const { steps } = setUp({
    finalise: () => {
      tries += 1;
      return Promise.resolve(fail('db/changed-meanwhile'));
    },
  });
  const outcome = await finaliseRecord(steps, '');
  expect(outcome).toEqual({ kind: 'failed', fault: { code: 'db/changed-meanwhile' } });
  expect(tries).toBe(3);
  tries = 0;
  await finaliseRecord(steps, 'N-3');
  expect(tries).toBe(1);
});

test.each(['db/disk-full', 'db/unavailable', 'db/damaged'] as const)('%s is not tried again', async (code) => {
  let tries = 0;
  const { steps } = setUp({
    finalise: () => {
      tries += 1;
      return Promise.resolve(fail(code));
    },
  });
  await expect(finaliseRecord(steps, '')).resolves.toEqual({ kind: 'failed', fault: { code } });
  expect(tries).toBe(1);
});
