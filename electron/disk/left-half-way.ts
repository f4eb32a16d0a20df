import { readdirSync } from 'node:fs';

// Names in the profile folder by which a later start knows what an earlier one did not finish. They stand apart from the
// work itself, which the window does not wait for.

/** The mark of an office that is to be destroyed. */
export const DESTRUCTION_MARK = 'decommission.json';
/** A copy of an office that is being unpacked. */
export const RESTORE_UNPACKING = 'restore-unpacking';
/** A copy that is whole, and of which something is not yet in its place; with the moment it was unpacked. */
export const RESTORE_READY = /^restore-ready-(\d{8}T\d{6}(?:-\d+)?)$/;

/**
 * Whether an office is being destroyed or put back here, which was cut short. Looked at once, before any window.
 * @param userData the profile folder, which need not exist
 */
export function isLeftHalfWay(userData: string): boolean {
  try {
    return readdirSync(userData).some(
      (name) => name === DESTRUCTION_MARK || name === RESTORE_UNPACKING || RESTORE_READY.test(name),
    );
  } catch {
    return false;
  }
}
