// A case goes to a second office on a stick, both go on with it apart, and the second takes in what the first did meanwhile.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createCase, openCase, sealRecord } from '../support/casework.ts';
import {
  certify,
  makeAuthority,
  previewNewest,
  regionalOffice,
  sendAll,
  takeIn,
  type Desk,
} from '../support/exchange-desks.ts';
import { openOffice, secondPerson, type NewPerson } from '../support/journey.ts';
import { chooseFromList, pressButton } from '../support/keyboard.ts';
import { leastReferral } from '../support/referral-builder.ts';
import type { Camera } from './camera.ts';

/** What the demonstration of a transfer needs. */
export interface Transfer {
  /** the office that is the ministry too */
  readonly first: Desk;
  /** an app without an office yet */
  readonly second: Desk;
  readonly cameras: { readonly first: Camera; readonly second: Camera };
  /** stands for the stick, and for what is carried by hand before */
  readonly stick: string;
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** What lies on the stick in the end, and how many disagreements a person decided. */
export interface Transferred {
  readonly employer: string;
  readonly bundles: readonly string[];
  readonly decided: number;
}

const employer = 'Maquila Ñandú & Güity';
const to = 'Oficina Regional de San Pedro Sula (SPS)';

async function assign({ page }: Desk, { person }: Pick<NewPerson, 'person'>): Promise<void> {
  await openCase(page, employer);
  await pressButton(page, 'Asignar responsable');
  await chooseFromList(page, /A quién/, `${person.name}, ${person.position}`);
  await pressButton(page, 'Asignar responsable');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Leaves the second office on the screen of the case, with everything decided. */
export async function transfer({ first, second, cameras, stick, step }: Transfer): Promise<Transferred> {
  await step('open a second office', () => openOffice(second.page, regionalOffice));
  await step('the ministry certifies it', async () => {
    await makeAuthority(first);
    await certify(first, second, stick);
  });
  const memory = path.join(stick, 'MEMORIA');
  mkdirSync(memory);
  await step('a case with a paper', async () => {
    await createCase(first.page, { employer, type: 'Inspección ordinaria', origin: 'De oficio' });
    await sealRecord(first.page, 'referral', leastReferral('publicProsecutor'));
  });
  await step('write it on a stick', () =>
    sendAll(first, { office: to, stick: memory, onChosen: () => cameras.first.take('transfer-send') }),
  );
  await pressButton(first.page, 'Cerrar');
  await step('take it in there', async () => {
    await previewNewest(second, memory);
    await cameras.second.take('transfer-preview');
    await takeIn(second);
    await pressButton(second.page, 'Cerrar');
  });
  await step('both go on apart', async () => {
    await assign(first, secondPerson);
    await assign(second, regionalOffice);
    await sendAll(first, { office: to, stick: memory });
    await pressButton(first.page, 'Cerrar');
  });
  const decided = await step('merge, and decide what differs', async () => {
    await previewNewest(second, memory);
    await takeIn(second);
    await cameras.second.take('transfer-merged');
    await pressButton(second.page, 'Cerrar');
    return await decide(second, cameras.second);
  });
  await openCase(second.page, employer);
  await cameras.second.take('transfer-case');
  return { employer, bundles: readdirSync(path.join(memory, 'TRASPASOS')).sort(), decided };
}

/** Keeps the first of each two values that differ. @returns how many there were */
async function decide({ page }: Desk, camera: Camera): Promise<number> {
  await openCase(page, employer);
  await pressButton(page, 'Ver y decidir');
  await page.getByRole('heading', { name: 'Desacuerdos', level: 1 }).waitFor();
  await camera.take('transfer-conflicts');
  const keep = page.getByRole('button', { name: 'Conservar el 1.º' });
  await keep.first().waitFor();
  const all = await keep.count();
  for (let left = all; left > 0; left -= 1) {
    await pressButton(page, 'Conservar el 1.º');
    await page.waitForFunction(
      (n) =>
        [...document.querySelectorAll('button')].filter((button) => button.textContent === 'Conservar el 1.º').length <
        n,
      left,
    );
  }
  return all;
}
