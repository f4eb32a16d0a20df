import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { finishDecommission } from '../../../electron/decommission-sweep.ts';
import { writeAtomically } from '../../../electron/disk/atomic-write.ts';
import { createDecommissionHandlers, type DecommissionDeps } from '../../../electron/host/decommission.ts';
import { createExtractHandlers } from '../../../electron/host/sign-extract.ts';
import { officeCertificate } from '../../../electron/vault/certificates.ts';
import { calls, type CallInput, type SafetyFacts } from '../../../shared/ipc/contract.ts';
import { toHex, sha256, type Bytes } from '../../../shared/kernel/bytes.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { DESTRUCTION_FIELD } from '../../../shared/report/destruction-record.ts';
import type { Report } from '../../../shared/report/report.ts';
import { buildAuditExtract } from '../../../shared/report/audit-extract.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { sampleExtract } from '../../support/audit-builder.ts';
import { openOfficeWithHandlers } from '../../support/office-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';
import { signingTools } from '../../support/signing-tools.ts';
import {
  add,
  administrator,
  chiefPassphrase,
  faultOf,
  inspectorPassphrase,
  liaison,
  newFolder,
  office,
  startVault,
  transport,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

vi.setConfig({ testTimeout: 30_000 });

const assets = pdfAssets();
const input: CallInput<'decommission'> = {
  passphrase: inspectorPassphrase,
  officeName: office.name,
  reason: 'equipo dado de baja',
  withoutCopy: true,
};

async function render(report: Report) {
  const rendered = await renderPdf(report, assets);
  return rendered.ok ? ok({ ...rendered.value, sha256: toHex(await sha256(rendered.value.pdf)) }) : rendered;
}

/** An open office that can be destroyed, and what was done to it in order. */
async function destructible(changes: Partial<DecommissionDeps> = {}) {
  const opened = await openOfficeWithHandlers();
  const { userData, vault, ledger, clock } = opened;
  const stick = newFolder();
  writeFileSync(path.join(userData, 'last-folder.txt'), stick);
  const facts: SafetyFacts = {
    snapshots: [],
    second: { name: 'E: Copias', present: true },
    failure: undefined,
    freeBytes: 1,
    journal: { seq: 1, bytes: 1, checkedAt: undefined, damaged: false },
    engine: 'sqlite',
    recovery: { madeAt: '2026-11-24T15:00:00.000Z', total: 3, need: 2, holders: [], practisedAt: undefined },
    clockBehind: false,
    deviceBound: false,
  };
  const reports: Report[] = [];
  const done: string[] = [];
  const deps: DecommissionDeps = {
    ...{ userData, vault, ledger, clock, ...signingTools },
    safetyFacts: () => Promise.resolve(ok(facts)),
    render: (report) => {
      reports.push(report);
      return render(report);
    },
    askWhere: (name) => {
      done.push(`ask ${name}`);
      return Promise.resolve(path.join(stick, name));
    },
    write: (file, bytes) => {
      done.push('save');
      return writeAtomically(file, bytes);
    },
    onDestroyed: () => done.push(`destroyed, vault ${existsSync(path.join(userData, 'vault')) ? 'there' : 'gone'}`),
    ...changes,
  };
  return { ...opened, stick, facts, reports, done, decommission: createDecommissionHandlers(deps).decommission };
}

async function verdictOf(pdf: Bytes, roots: readonly Bytes[], now: number) {
  const verdict = await verifyPdf(pdf, { roots, now: new Date(now) });
  if (verdict.kind !== 'signed') throw new Error(verdict.kind);
  return verdict.signatures.map(({ field, verdict: outcome, trust }) => [field, outcome, trust]);
}

test('the record is signed and saved before the keys go; then the office is new, and a later start finishes', async () => {
  const made = await destructible();
  const root = officeCertificate(valueOf(made.vault.openOffice()).keyring);
  const { seq } = made.ledger.position()!;
  const answer = await made.decommission(input);
  v.parse(calls.decommission.output, answer);
  const { record, savedAs, complete } = valueOf(answer);
  expect(made.done).toEqual(['ask Acta de destrucción de datos LCE.pdf', 'save', 'destroyed, vault there']);
  expect(savedAs).toBe('Acta de destrucción de datos LCE.pdf');
  expect(complete).toBe(true);
  expect(new Uint8Array(readFileSync(path.join(made.stick, savedAs)))).toEqual(record);
  expect(await verdictOf(record, [root], made.clock.now())).toEqual([[DESTRUCTION_FIELD, 'valid', 'trusted']]);
  const said = reportTexts(made.reports[0]!);
  for (const text of ['equipo dado de baja', made.session.vaultId, 'Completa', String(seq), 'La Ceiba, Atlántida']) {
    expect(said.join('\n')).toContain(text);
  }
  expect(said.join('\n')).toContain('no quería dejar ninguna copia');

  expect(readdirSync(made.userData).sort()).toEqual(['decommission.json', 'last-folder.txt']);
  expect(made.vault.officeState().state).toBe('new');
  expect(made.ledger.position()).toBeUndefined();
  expect(await finishDecommission(made.userData)).toEqual({ ok: true, value: 'finished' });
  expect(readdirSync(made.userData)).toEqual([]);
  expect((await startVault(path.join(made.userData, 'vault'))).officeState().state).toBe('new');
});

test('a copy that is to stay must be fresh, and the record names it', async () => {
  const made = await destructible();
  const keep = { ...input, withoutCopy: false };
  expect(faultOf(await made.decommission(keep))).toEqual({ code: 'snapshot/none' });
  expect(made.vault.officeState().state).toBe('open');
  const copy = { id: 'x', madeAt: '2026-11-24T14:40:00.000Z', size: 1, seq: 40_911, checkedAt: undefined };
  made.facts.snapshots.push({ ...copy, place: 'second', state: 'whole' }, { ...copy, place: 'here', state: 'whole' });
  valueOf(await made.decommission(keep));
  const said = reportTexts(made.reports[0]!);
  expect(said.join('\n')).toContain('en E: Copias: hecha el 24/11/2026, 08:40:00, hasta la escritura 40911');
  expect(said[said.indexOf('Copias de seguridad en este equipo') + 1]).toBe('1');
});

test.each([
  ['another name', { officeName: 'Oficina Regional' }, 'vault/wrong-name'],
  ['a wrong passphrase', { passphrase: chiefPassphrase }, 'vault/wrong-passphrase'],
] as const)('%s destroys nothing and makes no paper', async (_name, change, code) => {
  const made = await destructible();
  expect(faultOf(await made.decommission({ ...input, ...change }))).toMatchObject({ code });
  expect(made.reports).toEqual([]);
  expect(made.done).toEqual([]);
  expect((await made.acts()).map(({ action }) => action)).not.toContain('decommissioned');
  expect(made.vault.officeState().state).toBe('open');
});

test('whoever may not, may not', async () => {
  const made = await destructible();
  const added = valueOf(await add(made.vault, liaison));
  valueOf(await unlock(made.vault, added.id, chiefPassphrase));
  expect(faultOf(await made.decommission({ ...input, passphrase: chiefPassphrase }))).toMatchObject({
    code: 'access/denied',
    detail: { permission: 'office.decommission' },
  });
  expect(made.done).toEqual([]);
});

test.each([
  ['cancelled in the dialog', { askWhere: () => Promise.resolve(undefined) }, 'file/cancelled'],
  ['the stick is full', { write: () => Promise.resolve(fail('file/disk-full')) }, 'file/disk-full'],
] as const)('%s: nothing is destroyed, and the log says both', async (_name, change, code) => {
  const made = await destructible(change);
  expect(faultOf(await made.decommission(input))).toEqual({ code });
  expect(made.vault.officeState().state).toBe('open');
  expect(existsSync(path.join(made.userData, 'decommission.json'))).toBe(false);
  expect(made.done).not.toContain('destroyed, vault there');
  expect((await made.acts()).filter(({ action }) => action === 'decommissioned')).toEqual([
    { action: 'decommissioned', detail: 'equipo dado de baja' },
    { action: 'decommissioned', detail: 'No se llevó a cabo: nada se destruyó' },
  ]);
});

test('a full disk under the journal: what cannot be written down is not done', async () => {
  const made = await destructible();
  made.disk.free = 0;
  expect(faultOf(await made.decommission(input))).toMatchObject({ code: 'journal/disk-full' });
  expect(made.done).toEqual([]);
  expect(made.vault.officeState().state).toBe('open');
});

test('a promise that cannot be written takes the saved record back', async () => {
  const made = await destructible();
  const broken = createDecommissionHandlers({
    ...{ vault: made.vault, ledger: made.ledger, clock: made.clock, ...signingTools, render },
    userData: path.join(made.userData, 'nowhere'),
    safetyFacts: () => Promise.resolve(ok(made.facts)),
    askWhere: (name) => Promise.resolve(path.join(made.stick, name)),
    write: writeAtomically,
    onDestroyed: () => made.done.push('destroyed'),
  });
  expect(faultOf(await broken.decommission(input))).toMatchObject({ code: 'file/cannot-write' });
  expect(readdirSync(made.stick)).toEqual([]);
  expect(made.done).toEqual([]);
  expect(made.vault.officeState().state).toBe('open');
});

test('an administrator signs an extract of the log as themselves; it is written down, and a liaison may not', async () => {
  const made = await openOfficeWithHandlers();
  const { vault, ledger, clock } = made;
  const { signExtract } = createExtractHandlers({ vault, ledger, clock, ...signingTools });
  const { pdf } = valueOf(await render(await buildAuditExtract(sampleExtract(3))));
  const ask = { pdf, passphrase: chiefPassphrase, place: 'La Ceiba', detail: '3 de 12' };
  const lesbia = valueOf(await add(vault, administrator));
  const marvin = valueOf(await add(vault, liaison));
  const root = officeCertificate(valueOf(vault.openOffice()).keyring);

  valueOf(await made.handlers.unlock({ personId: lesbia.id, passphrase: chiefPassphrase, transport }));
  expect(faultOf(await signExtract({ ...ask, passphrase: inspectorPassphrase }))).toMatchObject({
    code: 'vault/wrong-passphrase',
  });
  clock.move(3_600_000);
  const answer = await signExtract(ask);
  v.parse(calls.signExtract.output, answer);
  const signed = valueOf(answer);
  expect(signed.signer).toBe('Lesbia Zúniga');
  expect(await verdictOf(signed.pdf, [root], clock.now())).toEqual([['Firma_Extracto', 'valid', 'trusted']]);
  expect((await made.acts()).slice(-2)).toEqual([
    { action: 'failed-attempts', detail: 'Un intento fallido' },
    { action: 'audit-exported', detail: '3 de 12' },
  ]);

  valueOf(await made.handlers.unlock({ personId: marvin.id, passphrase: chiefPassphrase, transport }));
  expect(faultOf(await signExtract(ask))).toMatchObject({ code: 'access/denied' });
});
