/**
 * What a person may be in an office; one person may be several. Names from `docs/glossary.md`: inspector, supervisor,
 * jefe regional, enlace de trata, consulta estadística, administrador.
 */
export const roles = ['inspector', 'supervisor', 'chief', 'liaison', 'statistics', 'administrator'] as const;
export type Role = (typeof roles)[number];
