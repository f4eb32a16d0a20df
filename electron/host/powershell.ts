import path from 'node:path';

/**
 * Where Windows keeps its own PowerShell, which every Windows since 7 has; undefined on other systems.
 * @param systemRoot the folder of Windows, from the environment
 */
export function powershellOf(platform: NodeJS.Platform, systemRoot = 'C:\\Windows'): string | undefined {
  return platform === 'win32'
    ? path.win32.join(systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')
    : undefined;
}
