import type { Page } from '@playwright/test';
import { findDepartment, findMunicipality } from '../../shared/catalog/territory.ts';
import { assertNever } from '../../shared/kernel/assert.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { FieldDef, FieldValue, RecordKind, TableDef } from '../../shared/record/fields.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { optionLabel } from '../../renderer/text/field-text.ts';
import '../../renderer/text/whole.ts';
import { retype, takeListed, takeSearched } from './keyboard.ts';

/** Where the focus is, read from the page and never changed there. */
interface Focus {
  /** DOM id of the nearest field: `f-section-field`, `f-table-row-column` or `f-table-add` */
  readonly id: string;
  /** of a tick box or a radio button: the key it stands for */
  readonly value: string;
  readonly isTicked: boolean;
  readonly isInForm: boolean;
}

/**
 * Fills in the form of a record, by default of an inspection, from its first field to its last, with Tab between fields: what has a value is
 * typed, rows are added with the button of their table. Fields that only exist after an answer are met on the way.
 * @param draft what to fill in; starts with the focus anywhere before the form
 * @throws when a value of the draft had no field to go to
 */
export async function fillForm(page: Page, draft: RecordDraft, kind: RecordKind = inspection): Promise<void> {
  const filler = new FormFiller(page, draft, kind);
  await filler.run();
}

class FormFiller {
  private readonly page: Page;
  private readonly draft: RecordDraft;
  private readonly kind: RecordKind;
  private readonly fields: ReadonlyMap<string, FieldDef>;
  private readonly tables: ReadonlyMap<string, TableDef>;
  private readonly done = new Set<string>();
  /** ids of the rows on the screen, by table, in the order they were met */
  private readonly rows = new Map<string, string[]>();

  constructor(page: Page, draft: RecordDraft, kind: RecordKind) {
    this.page = page;
    this.draft = draft;
    this.kind = kind;
    this.fields = new Map(
      kind.sections.flatMap((section) => section.fields.map((field) => [`f-${section.key}-${field.key}`, field])),
    );
    this.tables = new Map(kind.sections.flatMap(({ tables }) => tables.map((table) => [table.key, table])));
  }

  async run(): Promise<void> {
    let focus = await this.focus();
    while (!focus.isInForm) focus = await this.tab();
    while (focus.isInForm) {
      await this.answer(focus);
      focus = await this.tab();
    }
    const wanted = Object.entries(this.draft.values).filter(([, value]) => value.length > 0);
    const missed = wanted.map(([key]) => key).filter((key) => !this.done.has(key));
    if (missed.length > 0) throw new Error(`no field was found for ${missed.join(', ')}`);
  }

  private async answer(focus: Focus): Promise<void> {
    const field = this.fields.get(focus.id);
    if (field) {
      await this.fill(field, this.draft.values[field.key] ?? '', focus, field.key);
      return;
    }
    const [, table = '', row = '', column] = /^f-([a-z_]+)-(add|[0-9a-f-]{36})(?:-(\w+))?$/i.exec(focus.id) ?? [];
    const definition = this.tables.get(table);
    if (!definition) return;
    const wanted = this.draft.tables[table] ?? [];
    const met = this.rows.get(table) ?? [];
    this.rows.set(table, met);
    if (row === 'add') {
      if (met.length >= wanted.length) return;
      // the new row takes the focus, its first column is answered at once
      await this.page.keyboard.press('Enter');
      await this.page.waitForFunction((id) => document.activeElement?.id !== id, focus.id);
      await this.answer(await this.focus());
      return;
    }
    if (!met.includes(row)) met.push(row);
    const values = wanted[met.indexOf(row)]?.values ?? {};
    const cell = definition.columns.find(({ key }) => key === column);
    if (cell) await this.fill(cell, values[cell.key] ?? '', focus, `${table}/${row}/${cell.key}`);
  }

  private async fill(field: FieldDef, value: FieldValue, focus: Focus, key: string): Promise<void> {
    if (field.kind === 'multiChoice') {
      // what the app filled in already is left as it is
      if (value.includes(focus.value) && !focus.isTicked) await this.page.keyboard.press('Space');
      this.done.add(key);
      return;
    }
    if (this.done.has(key) || typeof value !== 'string') return;
    this.done.add(key);
    if (value !== '') await this.type(field, value, key.includes('/') ? key.split('/')[0] : undefined);
  }

  private async type(field: FieldDef, value: string, table: string | undefined): Promise<void> {
    const { keyboard } = this.page;
    switch (field.kind) {
      case 'multiChoice':
        // ticked box by box, in `fill`
        break;
      case 'yesNo':
        await keyboard.press(value === 'yes' ? 's' : 'n');
        break;
      case 'choice': {
        const label = optionLabel({ kind: this.kind.key, table, field: field.key }, field, value);
        if (field.options.length > 8) await takeSearched(this.page, label);
        else if (field.options.length > 2) await takeListed(this.page, label);
        else await keyboard.press(value === field.options[0] ? 'Space' : 'ArrowRight');
        break;
      }
      case 'department':
      case 'municipality':
        await takeSearched(this.page, (findDepartment(value) ?? findMunicipality(value))?.name ?? '');
        break;
      case 'date':
        await retype(this.page, value.split('-').reverse().join(''));
        break;
      case 'time':
        await retype(this.page, value.replace(':', ''));
        break;
      case 'text':
      case 'longText':
      case 'approximateDate':
      case 'age':
      case 'integer':
      case 'money':
      case 'dni':
      case 'rtn':
      case 'phone':
      case 'email':
      case 'coordinates':
        await retype(this.page, value);
        break;
      default:
        assertNever(field);
    }
  }

  private async tab(): Promise<Focus> {
    await this.page.keyboard.press('Tab');
    return this.focus();
  }

  private focus(): Promise<Focus> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      const group = element?.closest('[role="group"], [role="radiogroup"]');
      const own = element?.id.startsWith('f-') ? element : group?.querySelector('[id^="f-"]');
      return {
        id: own?.id ?? '',
        value: element instanceof HTMLInputElement ? element.value : '',
        isTicked: element instanceof HTMLInputElement && element.checked,
        isInForm: element?.closest('.editor-form') !== null && element !== null,
      };
    });
  }
}
