import { fail, type Result } from '../../shared/kernel/result.ts';
import { may, type Permission } from '../../shared/access/permissions.ts';
import type { OpenOffice, Vault } from '../vault/vault.ts';

/**
 * The open office, for whoever may do something in it. Every handler asks: what a screen shows is no protection.
 * @returns the office; or `vault/locked` (and what else `Vault.openOffice` gives), `access/denied` with `permission`
 */
export function allowed(vault: Pick<Vault, 'openOffice'>, permission: Permission): Result<OpenOffice> {
  const office = vault.openOffice();
  if (!office.ok || may(office.value.person.roles, permission)) return office;
  return fail('access/denied', { permission });
}
