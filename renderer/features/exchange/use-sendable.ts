import { useEffect, useState } from 'react';
import { listSendable, type SendableCase } from '../../db/sendable.ts';
import { useSession } from '../../session.tsx';
import { emptySendForm, wishOf, type SendForm } from './send-form.ts';

/** The cases that fit what the form asks for, those saved last first; none while they cannot be read. */
export function useSendable({ office, from, until, neverSent, state }: SendForm): readonly SendableCase[] {
  const { db } = useSession();
  const [sendable, setSendable] = useState<readonly SendableCase[]>([]);
  useEffect(() => {
    let isWanted = true;
    void listSendable(db, wishOf({ ...emptySendForm, office, from, until, neverSent, state })).then((listed) => {
      if (isWanted) setSendable(listed.ok ? listed.value : []);
    });
    return () => {
      isWanted = false;
    };
  }, [db, office, from, until, neverSent, state]);
  return sendable;
}
