import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A stick that is dying can hold the answer up; the folder picker is always there. */
const LONGEST_MS = 5000;

/** A removable drive that is mounted now. */
export interface Drive {
  /** absolute path of its top folder */
  readonly path: string;
  /** what the person called it, or empty */
  readonly label: string;
  readonly fileSystem: string;
  readonly size: number;
  readonly free: number;
  readonly readOnly: boolean;
  /** what the system calls it, to have it ejected */
  readonly device: string;
}

/**
 * Removable drives, by a fixed command of the system. It is a comfort: where the command is missing or forbidden there
 * are none, and the person chooses the folder.
 */
export async function listDrives(platform: NodeJS.Platform = process.platform): Promise<readonly Drive[]> {
  try {
    if (platform === 'win32')
      return parseWindows((await run('powershell.exe', WINDOWS, { timeout: LONGEST_MS })).stdout);
    if (platform !== 'linux') return [];
    const listed = parseLsblk((await run('lsblk', LINUX, { timeout: LONGEST_MS })).stdout);
    return await Promise.all(listed.map(async (drive) => ({ ...drive, free: await freeOf(drive.path) })));
  } catch {
    return [];
  }
}

/**
 * Has the system write everything out and let go of a stick.
 * @returns whether it did; where it cannot, the person is told how to do it by hand
 */
export async function ejectDrive(drive: Drive, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  try {
    if (platform === 'linux') {
      await run('udisksctl', ['unmount', '-b', drive.device], { timeout: 60_000 });
      await run('udisksctl', ['power-off', '-b', drive.device], { timeout: 60_000 }).catch(() => undefined);
      return true;
    }
    if (platform !== 'win32' || !/^[A-Z]:$/.test(drive.device)) return false;
    await run('powershell.exe', [...POWERSHELL, EJECT.replace('%', drive.device)], { timeout: 60_000 });
    const left = await listDrives(platform);
    return left.every(({ device }) => device !== drive.device);
  } catch {
    return false;
  }
}

const LINUX = ['-J', '-b', '-o', 'PATH,RM,HOTPLUG,TRAN,MOUNTPOINT,FSTYPE,LABEL,SIZE,RO'];
const POWERSHELL = ['-NoProfile', '-NonInteractive', '-Command'];
/** Sticks are drives of type 2; disks on a USB plug are of type 3 and are known by their bus. */
const WINDOWS = [
  ...POWERSHELL,
  "$u = @(Get-Disk -ErrorAction SilentlyContinue | ? BusType -eq USB | Get-Partition -ErrorAction SilentlyContinue | ? DriveLetter | % { $_.DriveLetter + ':' }); " +
    'Get-CimInstance Win32_LogicalDisk | ? { $_.DriveType -eq 2 -or $u -contains $_.DeviceID } | ' +
    'select DeviceID,VolumeName,FileSystem,Size,FreeSpace,Access | ConvertTo-Json -Compress',
];
const EJECT =
  "(New-Object -ComObject Shell.Application).Namespace(17).ParseName('%').InvokeVerb('Eject'); Start-Sleep -Seconds 3";

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Reads the answer of `lsblk -J`: mounted drives that hang on USB or can be taken out. */
export function parseLsblk(text: string): readonly Drive[] {
  const found: Drive[] = [];
  const walk = (devices: unknown, isOutside: boolean): void => {
    if (!Array.isArray(devices)) return;
    for (const device of devices.filter(isRecord)) {
      const outside = isOutside || device['tran'] === 'usb' || isTrue(device['rm']) || isTrue(device['hotplug']);
      const mounted = device['mountpoint'];
      if (outside && typeof mounted === 'string' && mounted.startsWith('/')) {
        found.push({
          ...{ path: mounted, label: textOf(device['label']), fileSystem: textOf(device['fstype']) },
          ...{ size: Number(device['size'] ?? 0), free: 0, readOnly: isTrue(device['ro']) },
          device: textOf(device['path']),
        });
      }
      walk(device['children'], outside);
    }
  };
  const parsed: unknown = JSON.parse(text);
  walk(isRecord(parsed) ? parsed['blockdevices'] : undefined, false);
  return found;
}

/** Reads the answer of PowerShell, which gives one drive without a list around it and none as nothing at all. */
export function parseWindows(text: string): readonly Drive[] {
  if (text.trim() === '') return [];
  const parsed: unknown = JSON.parse(text);
  return (Array.isArray(parsed) ? parsed : [parsed]).filter(isRecord).flatMap((drive) => {
    const letter = textOf(drive['DeviceID']);
    if (!/^[A-Z]:$/.test(letter)) return [];
    return [
      {
        ...{ path: `${letter}\\`, label: textOf(drive['VolumeName']), fileSystem: textOf(drive['FileSystem']) },
        ...{ size: Number(drive['Size'] ?? 0), free: Number(drive['FreeSpace'] ?? 0) },
        ...{ readOnly: drive['Access'] === 1, device: letter },
      },
    ];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTrue(value: unknown): boolean {
  return value === true || value === '1' || value === 1;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
