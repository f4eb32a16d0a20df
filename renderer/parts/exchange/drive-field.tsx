import type { DriveFacts } from '../../../shared/ipc/contract.ts';
import { sizeText } from '../format.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import type { DriveChoice } from './use-drives.ts';

interface DriveFieldProps {
  readonly choice: DriveChoice;
  readonly problem?: string | undefined;
  /** told when another stick was chosen */
  readonly onChosen?: (drive: DriveFacts) => void;
}

/** Which stick: those that are plugged in, or a folder. */
export function DriveField({ choice, problem, onChosen }: DriveFieldProps) {
  const { drives, chosen, choose, chooseFolder } = choice;
  return (
    <div className="exchange-drive">
      <Select
        label={t('exchange.drive')}
        hint={t('exchange.driveHint')}
        options={drives.map((drive) => ({ key: drive.token, label: driveText(drive) }))}
        value={chosen?.token}
        placeholder={t(drives.length === 0 ? 'exchange.noDrives' : 'exchange.driveChoose')}
        onChange={(token) => {
          choose(token);
          const drive = drives.find((one) => one.token === token);
          if (drive !== undefined) onChosen?.(drive);
        }}
        problem={problem}
      />
      <Button icon="search" onPress={() => void chooseFolder().then((folder) => folder.ok && onChosen?.(folder.value))}>
        {t('exchange.chooseFolder')}
      </Button>
    </div>
  );
}

function driveText({ name, free, readOnly }: DriveFacts): string {
  return readOnly ? t('exchange.driveReadOnly', { name }) : t('exchange.driveFree', { name, free: sizeText(free) });
}
