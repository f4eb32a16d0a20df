import { useEffect, useState } from 'react';
import { host } from '../host.ts';

/** Names of everybody who is or was in the office, by person id; empty until they are read. */
export function usePeopleNames(): ReadonlyMap<string, string> {
  const [people, setPeople] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    void host.listPeople({}).then((listed) => {
      if (listed.ok) setPeople(new Map(listed.value.map(({ id, name }) => [id, name])));
    });
  }, []);
  return people;
}
