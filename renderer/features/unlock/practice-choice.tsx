import '../../text/whole.ts';
import { placeName } from '../../../shared/catalog/territory.ts';
import { sample } from '../../../shared/sample/sample-data.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import type { StepProps } from './office-step.tsx';

/** Fills the step about the office in with one that does not exist, to learn with. */
export function PracticeChoice({ onChange }: Pick<StepProps, 'onChange'>) {
  return (
    <div className="gate-aside">
      <p className="gate-lead">{t('unlock.practice.hint')}</p>
      {sample.offices.map(({ name, code, municipality }) => (
        <Button
          key={code}
          kind="quiet"
          onPress={() =>
            onChange({ name, code, municipality, department: municipality.slice(0, 2), letterhead: undefined })
          }
        >
          {t('unlock.practice', { place: placeName(municipality) })}
        </Button>
      ))}
    </div>
  );
}
