import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { launchApp } from './electron-app.ts';
import { answerOpenDialog, sampleNewOffice, unlock } from './journey.ts';
import { pressButton } from './keyboard.ts';
import { Publisher } from './update-builder.ts';

/** A computer whose program believes this publisher, and whose installers are written down in place of being started. */
export class UpdateDesk {
  readonly publisher = new Publisher();
  readonly userData: string;
  readonly #folder: string;
  #running: { readonly app: ElectronApplication; readonly page: Page } | undefined;

  /**
   * @param folder an empty folder for what lies outside the program
   * @param userData profile of an office
   */
  constructor(folder: string, userData: string) {
    this.#folder = folder;
    this.userData = userData;
    mkdirSync(this.installers, { recursive: true });
  }

  /** Where installers of earlier versions are kept. */
  get installers(): string {
    return this.in('installers');
  }

  /** The file of whoever runs the computer; not there until a test writes it. */
  get policy(): string {
    return this.in('politica.json');
  }

  /** A path in the folder. */
  in(name: string): string {
    return path.join(this.#folder, name);
  }

  get app(): ElectronApplication {
    if (this.#running === undefined) throw new Error('the app does not run');
    return this.#running.app;
  }

  get page(): Page {
    if (this.#running === undefined) throw new Error('the app does not run');
    return this.#running.page;
  }

  /** Starts the app and signs in. */
  async open(): Promise<Page> {
    const testing = { keys: [this.publisher.publicKey], installers: this.installers, policy: this.policy };
    const env = { ATALAYA_UPDATE_TEST: JSON.stringify({ ...testing, record: this.in('commands') }) };
    const app = await launchApp({ userData: this.userData, env });
    const page = await app.firstWindow();
    this.#running = { app, page };
    app.once('close', () => (this.#running = undefined));
    await unlock(page, sampleNewOffice.passphrase);
    return page;
  }

  /** Looks for an update in a folder, from the screen about the office. */
  async findIn(folder: string): Promise<void> {
    await answerOpenDialog(this.app, folder);
    await pressButton(this.page, 'Elegir carpeta…');
  }

  /** Closes the app if it runs. */
  async close(): Promise<void> {
    await this.#running?.app.close();
  }

  /** Commands that would have been started, each as the program and its arguments. */
  commands(): readonly (readonly string[])[] {
    const file = this.in('commands');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[]);
  }
}
