import { may, permissions, type Permission } from '../../shared/access/permissions.ts';
import { roles, type Role } from '../../shared/access/roles.ts';
import { t } from '../text/index.ts';

/** What is said of a role, in this order; the rest of the table follows from these or is everybody's. */
const said = [
  'case.write',
  'case.finalise',
  'document.sign',
  'protected.open',
  'protected.emergency',
  'statistics.read',
  'audit.read',
  'people.manage',
  'settings.write',
  'recovery.manage',
] as const satisfies readonly Permission[];
type Said = (typeof said)[number];

/** The name of a role, as it is called in an office: `Enlace de trata`. */
export function roleName(role: Role): string {
  return t(`common.role.${role}`);
}

/** The names of several roles in the order of the table, parted by commas. */
export function roleNames(held: readonly Role[]): string {
  return roles
    .filter((role) => held.includes(role))
    .map(roleName)
    .join(', ');
}

/**
 * What a role lets a person do, in one line: drawn from the table of permissions, so that the line and the rule cannot
 * part.
 */
export function roleDoes(role: Role): string {
  const phrases = said
    .filter((permission) => may([role], permission))
    .flatMap((permission) => phrase(role, permission));
  const line = [...(may([role], 'case.read') ? [] : [t('common.does.no-cases')]), ...phrases].join(', ');
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

/** The names of the roles that may do this, parted by commas. */
export function rolesThat(permission: Permission): string {
  const allowed: readonly Role[] = permissions[permission];
  return roleNames(allowed);
}

function phrase(role: Role, permission: Said): readonly string[] {
  // whoever reads cases reads statistics too: said only of those who have nothing else
  if (permission === 'statistics.read' && may([role], 'case.read')) return [];
  // an inspector opens those cases whose key was given to them, the liaison every case
  if (permission === 'protected.open' && role !== 'liaison') return [t('common.does.protected.own')];
  return [t(`common.does.${permission}`)];
}
