import * as addressing from '../../renderer/db/addressees.ts';
import * as dictionary from '../../renderer/db/dictionary.ts';
import * as directing from '../../renderer/db/directory.ts';
import * as guiding from '../../renderer/db/guides.ts';
import * as infringing from '../../renderer/db/infringements.ts';
import * as calendar from '../../renderer/db/legal-calendar.ts';
import * as parameters from '../../renderer/db/legal-parameters.ts';
import * as procedures from '../../renderer/db/procedures.ts';
import * as phrasing from '../../renderer/db/phrases.ts';
import * as register from '../../renderer/db/document-register.ts';
import { got } from './session.ts';
import { terms } from '../../shared/catalog/catalog.ts';
import { ruleSets } from '../../shared/catalog/screening/rule-sets.ts';
import { legalParameters } from '../../shared/catalog/legal-parameters.ts';
import { rulesInForce } from '../../shared/deadline/rule-in-force.ts';
import { shippedProcedure } from '../../shared/procedure/procedure.ts';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import type { Database } from '../../renderer/db/database.ts';
import type { Permission } from '../../shared/access/permissions.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { closure, keysKept, phrase, prosecutor, wageTable } from './rights-samples.ts';

/** What a function of the database layer is given in this test, and the right it asks for; none: for everybody. */
export interface Cell {
  readonly name: string;
  readonly needs: Permission | readonly Permission[] | undefined;
  readonly call: (db: Database) => Promise<Result<unknown>>;
}

const confirmation = { value: '0.3', document: 'Circular', by: 'x', on: '2026-11-25' };
const guide: guiding.Guide = { id: newId(), set: ruleSets[0]!, by: 'x', at: '2026-11-25T15:00:00.000Z' };

/** What there is about the office itself; none of it needs a case. */
export const officeCells: readonly Cell[] = [
  {
    name: 'findInRegister',
    needs: 'case.read',
    call: (db) => register.findInRegister(db, { pdf: utf8('%PDF-1.7'), record: undefined }),
  },
  { name: 'readLegalCalendar', needs: undefined, call: (db) => calendar.readLegalCalendar(db) },
  { name: 'addClosure', needs: 'settings.write', call: (db) => calendar.addClosure(db, closure) },
  {
    name: 'removeClosure',
    needs: 'settings.write',
    call: async (db) => {
      const { closures } = got(await calendar.readLegalCalendar(db));
      return calendar.removeClosure(db, closures[0] ?? { ...closure, id: newId() });
    },
  },
  {
    name: 'confirmTerm',
    needs: 'settings.write',
    call: (db) => calendar.confirmTerm(db, terms[0]!, { amount: 3, document: newId(), by: 'x', on: '2026-11-25' }),
  },
  {
    name: 'confirmRule',
    needs: 'settings.write',
    call: (db) => calendar.confirmRule(db, rulesInForce({})[0]!, { document: newId(), by: 'x', on: '2026-11-25' }),
  },
  {
    name: 'unconfirmRule',
    needs: 'settings.write',
    call: (db) => calendar.unconfirmRule(db, rulesInForce({})[1]!),
  },
  { name: 'unconfirmTerm', needs: 'settings.write', call: (db) => calendar.unconfirmTerm(db, terms[1]!) },
  { name: 'readProcedures', needs: undefined, call: (db) => procedures.readProcedures(db) },
  {
    name: 'saveProcedure',
    needs: 'settings.write',
    call: (db) => procedures.saveProcedure(db, shippedProcedure, { by: 'x', note: '' }),
  },
  {
    name: 'keepProcedureDraft',
    needs: 'settings.write',
    call: (db) => procedures.keepProcedureDraft(db, { base: newId(), procedure: shippedProcedure }),
  },
  { name: 'readPhraseBank', needs: undefined, call: (db) => phrasing.readPhraseBank(db) },
  { name: 'addPhrase', needs: 'settings.write', call: (db) => phrasing.addPhrase(db, phrase) },
  {
    name: 'changePhrase',
    needs: 'settings.write',
    call: (db) => phrasing.changePhrase(db, { ...phrase, label: 'y', id: newId() }),
  },
  {
    name: 'retirePhrase',
    needs: 'settings.write',
    call: (db) => phrasing.retirePhrase(db, { ...phrase, id: newId() }, true),
  },
  { name: 'readAddressees', needs: undefined, call: (db) => addressing.readAddressees(db) },
  { name: 'saveAddressee', needs: 'settings.write', call: (db) => addressing.saveAddressee(db, prosecutor, keysKept) },
  { name: 'removeAddressee', needs: 'settings.write', call: (db) => addressing.removeAddressee(db, prosecutor) },
  { name: 'readDictionary', needs: undefined, call: (db) => dictionary.readDictionary(db) },
  { name: 'learnWord', needs: 'settings.write', call: (db) => dictionary.learnWord(db, 'balsamera') },
  { name: 'forgetWord', needs: 'settings.write', call: (db) => dictionary.forgetWord(db, 'balsamera') },
  { name: 'setSpellCheck', needs: 'settings.write', call: (db) => dictionary.setSpellCheck(db, false) },
  { name: 'readInfringements', needs: undefined, call: (db) => infringing.readInfringements(db) },
  {
    name: 'noteInfringement',
    needs: 'settings.write',
    call: (db) =>
      infringing.noteInfringement(db, 'safety', { from: '2026-11-25', label: 'x', by: 'x', on: '2026-11-25' }),
  },
  { name: 'readGuides', needs: undefined, call: (db) => guiding.readGuides(db) },
  { name: 'loadGuide', needs: 'settings.write', call: (db) => guiding.loadGuide(db, guide) },
  {
    name: 'withdrawGuide',
    needs: 'settings.write',
    call: (db) => guiding.withdrawGuide(db, guide),
  },
  { name: 'readDirectory', needs: undefined, call: (db) => directing.readDirectory(db) },
  {
    name: 'noteInstitution',
    needs: 'settings.write',
    call: (db) =>
      directing.noteInstitution(db, 'police', {
        ...{ from: '2026-11-25', label: 'x', telephones: [{ number: '911' }], by: 'x', on: '2026-11-25' },
      }),
  },
  { name: 'readLegalRules', needs: undefined, call: (db) => parameters.readLegalRules(db) },
  {
    name: 'confirmParameter',
    needs: 'settings.write',
    call: (db) => parameters.confirmParameter(db, legalParameters[0]!, confirmation),
  },
  {
    name: 'unconfirmParameter',
    needs: 'settings.write',
    call: (db) => parameters.unconfirmParameter(db, legalParameters[0]!, confirmation),
  },
  { name: 'addWageTable', needs: 'settings.write', call: (db) => parameters.addWageTable(db, wageTable) },
  {
    name: 'removeWageTable',
    needs: 'settings.write',
    call: (db) => parameters.removeWageTable(db, { ...wageTable, id: newId() }),
  },
];
