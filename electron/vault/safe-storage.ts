import type { SafeStorage } from 'electron';
import type { SystemSafe } from './device.ts';

/** What older runtimes have instead: Electron below 40 knows only the functions that block. */
type BlockingSafe = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>;
type AwaitedSafe = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;
type Backend = Partial<Pick<SafeStorage, 'getSelectedStorageBackend'>>;

/**
 * The secret store of the operating system behind Electron's `safeStorage` (DPAPI on Windows), with whichever functions
 * this runtime has.
 * @param storage Electron's `safeStorage`, after the app is ready
 * @param platform Linux alone has stores that keep nothing secret
 */
export function createSystemSafe(
  storage: (BlockingSafe | AwaitedSafe) & Backend,
  platform: NodeJS.Platform,
): SystemSafe {
  // a fixed password is no secret, and slots bound to it would be lost as soon as a real store appears
  const isSham = (): boolean => platform === 'linux' && storage.getSelectedStorageBackend?.() === 'basic_text';
  if ('encryptStringAsync' in storage) {
    return {
      available: async () => !isSham() && (await storage.isAsyncEncryptionAvailable()),
      seal: (text) => storage.encryptStringAsync(text),
      open: async (sealed) => (await storage.decryptStringAsync(Buffer.from(sealed))).result,
    };
  }
  /* eslint-disable @typescript-eslint/no-deprecated -- the only ones that older runtimes have */
  return {
    available: () => Promise.resolve(!isSham() && storage.isEncryptionAvailable()),
    seal: (text) => Promise.resolve(storage.encryptString(text)),
    open: async (sealed) => Promise.resolve(storage.decryptString(Buffer.from(sealed))),
  };
}

/** For an office that moves between computers: none of them keeps a secret of it. */
export const noSystemSafe: SystemSafe = {
  available: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('no secret of this computer is asked for')),
  open: () => Promise.reject(new Error('no secret of this computer is asked for')),
};
