import { expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { terms } from '../../../shared/catalog/catalog.ts';
import { holidays } from '../../../shared/catalog/holidays.ts';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import type { Closure } from '../../../shared/deadline/closure.ts';
import { computeDeadline, type Running } from '../../../shared/deadline/deadline.ts';
import { termInForce } from '../../../shared/deadline/term-in-force.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { buildComputation, lengthInWords, type ComputationInput } from '../../../shared/report/computation.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';
import { valueOf } from '../../support/vault-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const [correction] = terms;
const storm: Closure = {
  kind: 'closed',
  from: '2026-10-15',
  until: '2026-10-15',
  label: 'Tormenta Ñandú',
  norm: 'Comunicado 7',
  confidence: 'verified',
};

function input(change: Partial<ComputationInput> = {}, running: Partial<Running> = {}): ComputationInput {
  const runs: Running = {
    term: { unit: 'workingDay', amount: 10, confidence: 'likely' },
    from: '2026-09-30T18:00:00.000Z',
    aboutChild: false,
    place: '0101',
    ...running,
  };
  return {
    office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', letterhead: [] },
    person: { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-1' },
    label: correction!.label,
    term: correction!,
    running: runs,
    deadline: valueOf(computeDeadline(runs, { holidays, closures: [storm] })),
    madeAt: '2026-11-25T16:00:00.000Z',
    paper: 'letter',
    ...change,
  };
}

test('it says what runs, when it is due, and every day with its reason', () => {
  const texts = reportTexts(buildComputation(input()));
  for (const text of [
    'Cómputo de plazo',
    'Corregir la causa y quedar exento de la multa',
    'diez (10) días hábiles [probable]',
    'notificación de la multa',
    '30/09/2026',
    'La Ceiba, Atlántida',
    'El plazo vence el martes 20 de octubre de 2026, inclusive.',
    'El día del hecho no se cuenta; se empieza al día siguiente [sin confirmar].',
    'Semana Morazánica (sector público) (Decreto Legislativo 78-2015)',
    'Tormenta Ñandú (Comunicado 7)',
    'Fin de semana [sin confirmar]',
    'Vencimiento',
    'Se miraron 20 días y se contaron 10. Cómputo hecho el 25/11/2026 a las 10:00, según el reloj del equipo.',
  ]) {
    expect(texts).toContain(text);
  }
  const table = buildComputation(input())
    .sections.flatMap(({ blocks }) => blocks)
    .find((block) => block.kind === 'table');
  expect(table?.rows.map(([n, date]) => [n, date]).slice(-4)).toEqual(
    [
      ['8', '16/10/2026'],
      ['no se cuenta', '17/10/2026'],
      ['no se cuenta', '18/10/2026'],
      ['9', '19/10/2026'],
      ['10', '20/10/2026'],
    ].slice(-4),
  );
});

test('no norm is cited that nobody has confirmed, and what rests on such facts says so', () => {
  const unsure = reportTexts(buildComputation(input())).join('\n');
  expect(unsure).not.toContain('Ley de Procedimiento Administrativo');
  expect(unsure).toContain('Ninguna confirmada');
  expect(unsure).toContain('Este cómputo descansa en datos que nadie ha confirmado');
  const children = reportTexts(buildComputation(input({}, { aboutChild: true }))).join('\n');
  expect(children).not.toContain('art. 84');
  expect(children).toContain('En asuntos de niñez todos los días y horas son hábiles [probable]');
});

test('a confirmed term names who confirmed it where', () => {
  const confirmed = { amount: 3, document: 'Manual de Procesos, p. 12', by: 'Ana Núñez', on: '2026-11-25' };
  const term = termInForce(correction!, confirmed);
  const running = { term: { unit: term.unit, amount: 3, confidence: term.confidence } } as const;
  const texts = reportTexts(buildComputation(input({ term }, running)));
  expect(texts).toContain('tres (3) días hábiles');
  expect(texts).toContain('Por Ana Núñez el 25/11/2026: Manual de Procesos, p. 12');
});

test('hours and the same day', () => {
  const hours = { term: { unit: 'hour', amount: 1, confidence: 'unverified' } } as const;
  const texts = reportTexts(buildComputation(input({ label: 'Avisar al ERI' }, hours)));
  expect(texts).toContain('una (1) hora [sin confirmar]');
  expect(texts).toContain('30/09/2026, 12:00');
  expect(texts).toContain('El plazo vence el miércoles 30 de septiembre de 2026 a las 13:00, hora de Honduras.');
  expect(texts).toContain('Los plazos en horas no se cuentan por días.');
  expect(lengthInWords({ unit: 'calendarDay', amount: 0 })).toBe('El mismo día');
  expect(lengthInWords({ unit: 'calendarDay', amount: 21 })).toBe('veintiún (21) días naturales');
});

test('it passes the door, and the paper reads back as it was meant, over several pages', async () => {
  const report = buildComputation(
    input(
      { office: { name: 'X', code: 'X', letterhead: ['República de Honduras'] } },
      {
        term: { unit: 'workingDay', amount: 120, confidence: 'likely' },
      },
    ),
  );
  expect(v.parse(ReportInput, report)).toEqual(report);
  const { pdf, pages } = valueOf(await renderPdf(report, pdfAssets()));
  expect(pages).toBeGreaterThan(3);
  expect(await readBack(pdf, report)).toEqual({ ok: true, value: undefined });
});
