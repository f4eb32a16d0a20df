import { expect, test } from 'vitest';
import { parseLsblk, parseWindows } from '../../../electron/exchange/drives.ts';

test('lsblk: what hangs on USB and is mounted, whatever its label', () => {
  const partition = {
    path: '/dev/sdb1',
    rm: true,
    mountpoint: '/media/ana/MEMORIA ÑÚ',
    fstype: 'vfat',
    label: 'MEMORIA ÑÚ',
  };
  const text = JSON.stringify({
    blockdevices: [
      { path: '/dev/sda', tran: 'sata', children: [{ path: '/dev/sda1', mountpoint: '/', fstype: 'ext4', size: 1 }] },
      {
        ...{ path: '/dev/sdb', tran: 'usb', mountpoint: null },
        children: [
          { ...partition, size: 8_000_000_000, ro: true },
          { path: '/dev/sdb2', mountpoint: null },
        ],
      },
    ],
  });
  expect(parseLsblk(text)).toEqual([
    {
      ...{ path: '/media/ana/MEMORIA ÑÚ', label: 'MEMORIA ÑÚ', fileSystem: 'vfat' },
      ...{ size: 8_000_000_000, free: 0, readOnly: true, device: '/dev/sdb1' },
    },
  ]);
});

test('lsblk: older ones write 1 for true', () => {
  const text = '{"blockdevices":[{"path":"/dev/sdb","hotplug":"1","mountpoint":"/mnt/x","ro":"0","size":"5"}]}';
  expect(parseLsblk(text)).toMatchObject([{ path: '/mnt/x', size: 5, readOnly: false }]);
});

test('PowerShell: nothing, one without a list, several; a name that is no drive is left out', () => {
  const drive = { DeviceID: 'E:', VolumeName: 'MEMORIA', FileSystem: 'FAT32', Size: 8, FreeSpace: 4, Access: null };
  expect(parseWindows(' \r\n')).toEqual([]);
  expect(parseWindows(JSON.stringify(drive))).toMatchObject([{ path: 'E:\\', label: 'MEMORIA', free: 4 }]);
  expect(
    parseWindows(JSON.stringify([drive, { ...drive, DeviceID: 'F:', Access: 1 }, { DeviceID: "';x" }])),
  ).toMatchObject([
    { device: 'E:', readOnly: false },
    { device: 'F:', readOnly: true },
  ]);
});
