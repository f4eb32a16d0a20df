import { useEffect, useState } from 'react';
import { listReserved, type CounterParts } from '../../db/numbers.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Select } from '../../ui/select.tsx';

interface NumberChoiceProps {
  readonly counter: CounterParts;
  /** a reserved number; undefined for the next one of the counter */
  readonly value: number | undefined;
  readonly onChange: (sequence: number | undefined) => void;
  readonly disabled: boolean;
}

const NEXT = 'next';

/** Lets an acta that was filled in by hand take the number of its sheet; nothing while no numbers are reserved. */
export function NumberChoice({ counter, value, onChange, disabled }: NumberChoiceProps) {
  const { db } = useSession();
  const [reserved, setReserved] = useState<readonly number[]>([]);
  const { type, year } = counter;
  useEffect(() => {
    let left = false;
    void listReserved(db, { type, year }).then((read) => {
      if (!left && read.ok) setReserved(read.value);
    });
    return () => {
      left = true;
    };
  }, [db, type, year]);
  if (reserved.length === 0) return null;
  return (
    <Select
      label={t('numbers.choose')}
      options={[
        { key: NEXT, label: t('numbers.chooseNext') },
        ...reserved.map((n) => ({ key: String(n), label: t('numbers.chooseReserved', { n }) })),
      ]}
      value={value === undefined ? NEXT : String(value)}
      onChange={(key) => onChange(key === NEXT ? undefined : Number(key))}
      disabled={disabled}
    />
  );
}
