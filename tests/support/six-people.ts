import type { Page } from '@playwright/test';
import { roles, type Role } from '../../shared/access/roles.ts';
import type { CallInput, CallValue } from '../../shared/ipc/contract.ts';
import type { CallName } from '../../shared/ipc/names.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { callHost } from './electron-app.ts';

const passphrase = 'violín terraza ñandú 7 Öl';
const holders = ['Caja fuerte', 'Jefatura', 'Oficina central'];

/** Everybody of an office in which each person has one role, and the one who made it has them all. */
export interface SixPeople {
  readonly maker: string;
  readonly people: Readonly<Record<Role, string>>;
}

/** Makes the office by calls of the contract alone, and leaves it open with its maker signed in. */
export async function makeSixPeople(
  page: Page,
): Promise<{ readonly office: SixPeople; readonly session: CallValue<'unlock'> }> {
  const made = await ask(page, 'createOffice', {
    office: { name: 'Oficina de prueba', code: 'PRU', municipality: '0101' },
    person: { name: 'Fundadora', position: 'Jefa regional', credential: 'X-0', roles: [...roles] },
    ...{ passphrase, holders, transport: await newTransport() },
  });
  await ask(page, 'confirmOffice', {});
  const people: Partial<Record<Role, string>> = {};
  for (const role of roles) {
    const person = { name: `Persona ${role}`, position: 'Oficial', credential: `X-${role}`, roles: [role] };
    const added = await ask(page, 'addPerson', { person, passphrase });
    if (added.pending) throw new Error(`${role} waits for keys`);
    people[role] = added.id;
  }
  return { office: { maker: made.session.person.id, people: people as Record<Role, string> }, session: made.session };
}

/** Signs somebody in, whoever was before. */
export async function signIn(page: Page, personId: string): Promise<CallValue<'unlock'>> {
  await ask(page, 'lock', {});
  return ask(page, 'unlock', { personId, passphrase, transport: await newTransport() });
}

/**
 * A call that must work.
 * @throws with the fault, when it does not
 */
export async function ask<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallValue<N>> {
  const answer = await callHost(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
  return answer.value;
}

async function newTransport(): Promise<Bytes> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  return ownBytes(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)));
}
