import { kindOfObject, readUses, type Uses } from './change-kind.ts';
import type { PdfState } from './file/pdf-state.ts';
import { certifyingSignature, readRules, type SignatureField, type SignatureRules } from './file/signature-fields.ts';
import {
  changedKeys,
  entryOf,
  integerAt,
  nameAt,
  PdfError,
  referenceAt,
  sameValue,
  walkValue,
  type PdfDictionary,
  type PdfValue,
} from './file/value.ts';
import { isInUse, readLaterUpdates, type LaterUpdates } from './revisions.ts';
import type { ChangeKind, LaterChanges } from './verdict.ts';

/** What is needed to judge the updates after a signature. */
export interface LaterChangesInput {
  /** the state that the signature covers */
  readonly signed: PdfState;
  readonly final: PdfState;
  /** the signature's dictionary */
  readonly signature: PdfValue;
  /** the signature fields of the signed state */
  readonly fields: readonly SignatureField[];
  /** numbers of the dictionaries of signatures that were made later */
  readonly laterSignatures: ReadonlySet<number>;
}

/**
 * Judges everything that was appended after a signature. Allowed is what a further signature needs, and nothing else:
 * filling a signature field that was there and empty, a time stamp over the whole document, the flags of the form, certificates and revocation data that
 * prove the signatures (DSS). Everything else is forbidden, whatever the program that wrote it meant by it.
 */
export async function judgeLaterChanges(input: LaterChangesInput): Promise<LaterChanges> {
  if (input.signed.end === input.final.end) return { kind: 'none' };
  try {
    const updates = await readLaterUpdates(input.signed, input.final);
    return await new Judge(input, updates, await readUses(input.signed), await rulesOf(input)).judge();
  } catch (error) {
    if (error instanceof PdfError) return { kind: 'unreadable' };
    throw error;
  }
}

interface Rules extends SignatureRules {
  /** DocMDP P 1: nothing may be changed, not even by a further signature */
  readonly isFinal: boolean;
}

/** The rules of the signature itself and of the certification it stands under. */
async function rulesOf({ signed, signature }: LaterChangesInput): Promise<Rules> {
  const own = await readRules(signed, signature);
  const certifying = await certifyingSignature(signed);
  const certification = certifying === undefined ? undefined : await signed.object(certifying);
  const general = certification && (await readRules(signed, certification.value));
  return {
    ...own,
    locks: (field) => own.locks(field) || general?.locks(field) === true,
    isFinal: own.certifies === 1 || general?.certifies === 1,
  };
}

/** Keys of a document security store (ETSI EN 319 142-1 section 5.4.2.2). */
const DSS_KEYS: readonly string[] = ['Type', 'VRI', 'Certs', 'OCSPs', 'CRLs'];
/** Keys of a signature field and its widget that signing sets. */
const SIGNING_KEYS: readonly string[] = ['V', 'AP', 'F', 'M'];
/** Keys of a field of a time stamp over the whole document; with any other it could show something. */
const STAMP_FIELD_KEYS: readonly string[] = ['FT', 'T', 'V'];
/** Keys that make a program do something; nothing that is added afterwards may carry them. */
const ACTIVE_KEYS: readonly string[] = ['AA', 'JS', 'OpenAction', 'JavaScript', 'URI', 'EF'];

/** One judgement in progress: what was found so far, and from where new objects may be reached. */
class Judge {
  private readonly input: LaterChangesInput;
  private readonly updates: LaterUpdates;
  private readonly uses: Uses;
  private readonly rules: Rules;
  private readonly found = new Set<ChangeKind>();
  /** names of the empty fields that were changed, and of those that were signed */
  private readonly touched = new Set<string>();
  private readonly filled = new Set<string>();
  /** values of the later state that an allowed change brought in: only through them may new objects be shown */
  private readonly entrances: PdfValue[] = [];

  constructor(input: LaterChangesInput, updates: LaterUpdates, uses: Uses, rules: Rules) {
    this.input = input;
    this.updates = updates;
    this.uses = uses;
    this.rules = rules;
  }

  async judge(): Promise<LaterChanges> {
    this.judgeTrailer();
    for (const number of this.updates.changed) {
      if (!this.isNew(number)) await this.judgeReplaced(number);
    }
    await this.judgeNewObjects();
    // A new look of a field that stays empty is a drawing on the page.
    if ([...this.touched].some((name) => !this.filled.has(name))) this.found.add('annotations');
    if (this.found.size > 0) return { kind: 'forbidden', changes: [...this.found].sort() };
    return { kind: 'only-allowed', filledFields: [...this.filled] };
  }

  private isNew(number: number): boolean {
    return !isInUse(this.input.signed.entries.get(number));
  }

  private judgeTrailer(): void {
    const { signed, final } = this.input;
    if (final.root.number !== signed.root.number || final.root.generation !== signed.root.generation) {
      this.found.add('catalog');
    }
    const [before, after] = [referenceAt(signed.trailer, 'Info'), referenceAt(final.trailer, 'Info')];
    if (before?.number !== after?.number) this.found.add('document-information');
  }

  private async judgeReplaced(number: number): Promise<void> {
    const { signed, final, fields } = this.input;
    const before = (await signed.object(number))?.value;
    const after = (await final.object(number))?.value;
    if (before === undefined || after === undefined) {
      this.found.add('removed-objects');
      return;
    }
    const field = fields.find((candidate) => candidate.number === number || candidate.widgets.includes(number));
    if (before.kind === 'dictionary' && after.kind === 'dictionary' && !(await this.hasStream(number))) {
      if (number === signed.root.number) {
        await this.judgeCatalog(before, after);
        return;
      }
      if (number === (await this.entranceNumber('AcroForm'))) {
        await this.judgeForm(before, after);
        return;
      }
      if (number === (await this.entranceNumber('DSS'))) {
        this.judgeProof(before, after);
        return;
      }
      if (field && field.value === undefined) {
        this.judgeEmptyField(field, before, after);
        return;
      }
    }
    this.found.add(field ? 'signed-field' : kindOfObject(number, before, this.uses));
  }

  private async hasStream(number: number): Promise<boolean> {
    const [before, after] = [await this.input.signed.object(number), await this.input.final.object(number)];
    return before?.stream !== undefined || after?.stream !== undefined;
  }

  /** The number of the object that the signed catalog has under a key. */
  private async entranceNumber(key: string): Promise<number | undefined> {
    const { signed } = this.input;
    return referenceAt(await signed.resolve(signed.root), key)?.number;
  }

  private async judgeCatalog(before: PdfDictionary, after: PdfDictionary): Promise<void> {
    for (const key of changedKeys(before, after)) {
      const [was, is] = [await this.input.signed.resolve(entryOf(before, key)), entryOf(after, key)];
      const now = await this.input.final.resolve(is);
      if (key === 'AcroForm' && was?.kind === 'dictionary' && now?.kind === 'dictionary' && is) {
        await this.judgeForm(was, now);
        if (is.kind === 'reference') this.enterNew(is.number);
      } else if (key === 'DSS' && now?.kind === 'dictionary' && is) {
        if (is.kind === 'reference') this.enterNew(is.number);
        this.judgeProof(was?.kind === 'dictionary' ? was : undefined, now);
      } else if (key === 'Extensions' && is) {
        // names extensions of the format; shows nothing
        this.entrances.push(is);
      } else {
        this.found.add(CATALOG_KINDS[key] ?? 'catalog');
      }
    }
  }

  /** An object that takes the place of another one must be new: an old one could be anything. */
  private enterNew(number: number): void {
    if (this.isNew(number)) this.entrances.push({ kind: 'reference', number, generation: 0 });
    else this.found.add('catalog');
  }

  private async judgeForm(before: PdfDictionary, after: PdfDictionary): Promise<void> {
    const flags = integerAt(after, 'SigFlags');
    const changes = changedKeys(before, after).filter((key) => key !== 'SigFlags' && key !== 'Fields');
    if (!(await this.addsOnlyStamps(before, after))) this.found.add('form-fields');
    if (changes.length > 0 || (flags !== 1 && flags !== 3)) this.found.add('form-fields');
  }

  /**
   * Fields may only be added, behind those that were there, and only for time stamps over the whole document (EN 319 142-1
   * section 5.4.3): new fields without a place on a page, whose value is such a stamp. The list may be an object of its own,
   * so it is compared as each state reads it.
   */
  private async addsOnlyStamps(before: PdfDictionary, after: PdfDictionary): Promise<boolean> {
    if (!changedKeys(before, after).includes('Fields')) return true;
    const is = entryOf(after, 'Fields');
    const were = await this.input.signed.resolve(entryOf(before, 'Fields'));
    const are = await this.input.final.resolve(is);
    if (were?.kind !== 'array' || are?.kind !== 'array') return false;
    const isKept = were.items.every((item, i) => sameValue(item, are.items[i]));
    if (!isKept || are.items.length <= were.items.length) return false;
    if (is?.kind === 'reference') this.enterNew(is.number);
    if (this.rules.isFinal) this.found.add('certification');
    for (const item of are.items.slice(were.items.length)) {
      if (item.kind !== 'reference' || !this.isNew(item.number)) return false;
      const field = (await this.input.final.object(item.number))?.value;
      if (field?.kind !== 'dictionary' || !(await this.isStampField(field))) return false;
      this.entrances.push(item);
    }
    return true;
  }

  private async isStampField(field: PdfDictionary): Promise<boolean> {
    if ([...field.entries.keys()].some((key) => !STAMP_FIELD_KEYS.includes(key))) return false;
    if (nameAt(field, 'FT') !== 'Sig' || !this.isLaterSignature(field)) return false;
    const value = await this.input.final.resolve(entryOf(field, 'V'));
    return nameAt(value, 'Type') === 'DocTimeStamp' && nameAt(value, 'SubFilter') === 'ETSI.RFC3161';
  }

  /** The document security store: certificates and revocation lists, referred to by nobody but checkers. */
  private judgeProof(before: PdfDictionary | undefined, after: PdfDictionary): void {
    const isStore = (store: PdfDictionary) => [...store.entries.keys()].every((key) => DSS_KEYS.includes(key));
    if (!isStore(after) || (before && !isStore(before))) this.found.add('other');
    this.entrances.push(after);
  }

  private judgeEmptyField(field: SignatureField, before: PdfDictionary, after: PdfDictionary): void {
    const changes = changedKeys(before, after);
    if (this.rules.isFinal) this.found.add('certification');
    if (this.rules.locks(field.name)) this.found.add('locked-field');
    if (changes.some((key) => !SIGNING_KEYS.includes(key))) this.found.add('form-fields');
    if (field.number === undefined || (changes.includes('V') && !this.isLaterSignature(after))) {
      this.found.add('form-fields');
      return;
    }
    this.touched.add(field.name);
    if (changes.includes('V')) this.filled.add(field.name);
    for (const key of ['V', 'AP']) {
      const entrance = entryOf(after, key);
      if (changes.includes(key) && entrance) this.entrances.push(entrance);
    }
  }

  private isLaterSignature(field: PdfDictionary): boolean {
    const number = referenceAt(field, 'V')?.number;
    return number !== undefined && this.isNew(number) && this.input.laterSignatures.has(number);
  }

  /** New objects must be reachable from what an allowed change brought in, and from nothing that was there before. */
  private async judgeNewObjects(): Promise<void> {
    const reached = new Set<number>();
    const queue: number[] = [];
    const enter = (value: PdfValue): void => {
      walkValue(value, {
        reference: ({ number }) => {
          if (!this.isNew(number) || reached.has(number)) return;
          reached.add(number);
          queue.push(number);
        },
        dictionary: (dictionary) => {
          if (ACTIVE_KEYS.some((key) => entryOf(dictionary, key) !== undefined)) this.found.add('actions');
        },
      });
    };
    for (const entrance of this.entrances) enter(entrance);
    for (let number = queue.pop(); number !== undefined; number = queue.pop()) {
      const value = (await this.input.final.object(number))?.value;
      if (value) enter(value);
      if (['Page', 'Pages', 'Catalog', 'Annot'].includes(nameAt(value, 'Type') ?? '')) this.found.add('other');
    }
    for (const number of this.updates.changed) {
      if (!this.isNew(number)) continue;
      const isAccountedFor = reached.has(number) || this.updates.carriers.has(number);
      // A reference of the signed file to an object that did not exist yet was waiting for this one.
      if (!isAccountedFor || this.uses.references.has(number)) this.found.add('hidden-objects');
    }
  }
}

/** What it means to change an entry of the catalog; entries that are not here change the document as such. */
const CATALOG_KINDS: Readonly<Record<string, ChangeKind>> = {
  Pages: 'pages',
  AcroForm: 'form-fields',
  OpenAction: 'actions',
  AA: 'actions',
  Metadata: 'metadata',
  AF: 'attachments',
  Names: 'attachments',
  StructTreeRoot: 'structure',
  MarkInfo: 'structure',
  Perms: 'certification',
};
