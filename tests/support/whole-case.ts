import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { complaint } from '../../shared/record/kinds/complaint.ts';
import { notification } from '../../shared/record/kinds/notification.ts';
import { order } from '../../shared/record/kinds/order.ts';
import { payment } from '../../shared/record/kinds/outcome-kinds.ts';
import { reinspection } from '../../shared/record/kinds/reinspection.ts';
import { resolution } from '../../shared/record/kinds/resolution.ts';
import { createCase, draftOf, keepRecord, move, openCase, sealRecord, stateOf, waitForState } from './casework.ts';
import { withRows } from './inspection-builder.ts';
import { pressButton } from './keyboard.ts';
import { marker } from './markers.ts';
import { answerWithFiles, photograph } from './photograph.ts';
import { shortInspection } from './short-inspection.ts';

// The days of one case of 2026, over Holy Week (2 to 4 April), the Day of the Americas (Tuesday 14 April, kept on Monday
// 20) and Labour Day (Friday 1 May). Complaint and order: Monday 23 March.
export const caseDays = {
  visit: '2026-03-25',
  notified: '2026-03-27',
  reinspection: '2026-04-21',
  resolution: '2026-05-05',
  fineNotified: '2026-05-07',
  payment: '2026-05-26',
} as const;

/** What stands in the complaint and the file and nowhere else: none of it may come out on a paper. */
const secret = (n: number): string => marker(6000 + n);

export const wholeComplaint = draftOf(complaint, {
  channel: 'person',
  takenBy: `Ventanilla ${secret(0)}`,
  anonymous: 'no',
  identityReserved: 'yes',
  employerAsTold: `La maquila ${secret(1)}`,
  placeAsTold: `Detrás del estadio, ${secret(2)}`,
  matters: ['wages'],
  account: `Una costurera, ${secret(3)}, dice que no les pagan las horas extra.`,
  since: 'marzo de 2025',
  affected: '40',
  childrenTold: 'no',
  urgent: 'yes',
  risk: `Puerta con candado, dijo ${secret(4)}`,
  relation: 'worker',
});

export const wholeOrder = draftOf(order, {
  scheduledDate: caseDays.visit,
  address: 'Km 9½, CA-13',
  matters: ['wages'],
});

/** Three findings, each with its infringement; the shortest of their terms is ten days. */
export const wholeActa = (employer: string) =>
  withRows(
    withRows(
      shortInspection({
        type: 'extraordinary',
        employerName: employer,
        startDate: caseDays.visit,
        endDate: caseDays.visit,
      }),
      'findings',
      { fact: 'A doce personas se les paga por debajo del mínimo.' },
      { fact: 'Tres personas no tienen contrato escrito.' },
      { fact: 'La salida de emergencia está cerrada con candado.' },
    ),
    'infringements',
    { infringement: 'economicLoss', workersAffected: '12', amountOwed: '40000', termDays: '15' },
    { infringement: 'otherPerWorker', workersAffected: '3', termDays: '10' },
    { infringement: 'safety', workersAffected: '7', termDays: '10' },
  );

const delivered = (about: 'acta' | 'fine', date: string) =>
  draftOf(notification, { about, recipient: 'Saraí Peña', means: 'hand', date, time: '10:00', place: 'En la empresa' });
export const actaNotified = delivered('acta', caseDays.notified);
export const fineNotified = delivered('fine', caseDays.fineNotified);

/** The exit was opened, a part was paid, the contracts were not written. */
export const wholeReinspection = draftOf(
  reinspection,
  {
    startDate: caseDays.reinspection,
    startTime: '09:00',
    endDate: caseDays.reinspection,
    endTime: '11:00',
    refusedToSign: 'no',
  },
  {
    reviewed: [
      { result: 'partly', observed: 'Pagó una parte.', amountPaid: '10000', amountPending: '30000' },
      { result: 'notCorrected', observed: 'Siguen sin contrato.' },
      { result: 'corrected', observed: 'La salida está abierta y señalada.' },
    ],
  },
);

/** A quarter of the 30,000 that are owed, and 5,000 for each of three people; a quarter more, as it is the first repetition. */
export const wholeResolution = draftOf(
  resolution,
  {
    date: caseDays.resolution,
    decision: 'fine',
    facts: 'No subsanó dos de las tres infracciones.',
    grounds: 'Consta en el acta y en la reinspección.',
    decides: 'Imponer la multa que se detalla.',
    total: '28125',
    signerName: 'Iris Yolani Ñúñez Bú',
    signerPosition: 'Jefa regional',
  },
  {
    fines: [
      { repetition: 'first', base: '7500', surcharge: '1875', fine: '9375' },
      { repetition: 'first', base: '15000', surcharge: '3750', fine: '18750' },
    ],
  },
);

export const wholePayment = draftOf(payment, { date: caseDays.payment, receipt: 'TGR-1-000457' });

/** Four photographs, written where a camera's card would be. */
export async function takePhotos(page: Page, folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    const file = path.join(folder, `IMG_000${n + 1}.jpg`);
    writeFileSync(file, await photograph(page, n));
    files.push(file);
  }
  return files;
}

/** Whose case it is, and where it is worked on. */
export interface Work {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly employer: string;
  /** photographs, as `takePhotos` left them */
  readonly photos: readonly string[];
  /** called with the number of each paper while it is on the screen */
  readonly onSealed: (number: string) => Promise<void> | void;
}

/** What the case screen shows of a case. */
export interface Standing {
  readonly state: string;
  /** names of the records that are saved or sealed */
  readonly records: readonly string[];
  readonly pieces: number;
}

/** One thing that is done in a case, begun on its screen and ended there. */
export interface CaseStep {
  readonly name: string;
  readonly isDone: (standing: Standing) => boolean;
  readonly act: (work: Work) => Promise<void>;
}

/** The states of this case, in its order. */
const way = [
  'Borrador',
  'Asignada',
  'Visita en curso',
  'Acta levantada',
  'Acta notificada',
  'En subsanación',
  'Reinspección',
  'En resolución',
  'Multa notificada',
  'Multa pagada',
  'Archivada',
];

/** Whether a case of this kind has come as far as a state. */
export const hasReached = (standing: Pick<Standing, 'state'>, state: string): boolean =>
  way.indexOf(standing.state) >= way.indexOf(state);

const sealing = (
  kind: string,
  { state, label }: { readonly state: string; readonly label: string },
  draft: (employer: string) => Parameters<typeof sealRecord>[2],
): CaseStep => ({
  name: state,
  isDone: (standing) => hasReached(standing, state),
  act: async ({ page, employer, onSealed }) => {
    // the power went between the sealing and the move: the paper is there, the case is moved on by hand
    const sealed = page.locator('.case-records li', { hasText: 'Sellado' }).filter({ hasText: label });
    const wanted = kind === 'notification' && state === 'Multa notificada' ? 2 : 1;
    if ((await sealed.count()) >= wanted) {
      await moveTo(page, state);
      return;
    }
    await onSealed(await sealRecord(page, kind, draft(employer)));
    await openCase(page, employer);
  },
});

/** The moves that sealing makes by itself. */
const moves: Readonly<Record<string, readonly string[]>> = {
  Asignada: ['Asignar la inspección'],
  'Acta levantada': ['Iniciar la visita', 'Levantar el acta'],
  'Acta notificada': ['Notificar el acta'],
  Reinspección: ['Ordenar la reinspección'],
  'En resolución': ['Comprobar que no subsanó'],
  'Multa notificada': ['Notificar la multa'],
};

async function moveTo(page: Page, state: string): Promise<void> {
  for (const label of moves[state] ?? []) {
    if (await page.getByRole('button', { name: label, exact: true }).isVisible()) await move(page, label);
  }
  await waitForState(page, state);
}

const moving = (state: string, label: string): CaseStep => ({
  name: state,
  isDone: (standing) => hasReached(standing, state),
  act: async ({ page }) => {
    await move(page, label);
    await waitForState(page, state);
  },
});

const keeping = (kind: string, label: string, draft: Parameters<typeof keepRecord>[2]): CaseStep => ({
  name: label,
  isDone: ({ records }) => records.some((record) => record.startsWith(label)),
  act: ({ page }) => keepRecord(page, kind, draft),
});

/** From the complaint to the archive, each step as it is done from the case screen. The case itself is opened before. */
export const caseSteps: readonly CaseStep[] = [
  keeping('complaint', 'Denuncia', wholeComplaint),
  sealing('order', { state: 'Asignada', label: 'Orden de inspección' }, () => wholeOrder),
  {
    name: 'photographs',
    isDone: ({ pieces }) => pieces >= 4,
    act: async ({ app, page, photos }) => {
      await answerWithFiles(app, photos);
      await pressButton(page, 'Agregar archivos');
      await page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem').nth(3).waitFor();
    },
  },
  sealing('inspection', { state: 'Acta levantada', label: 'Acta de inspección' }, wholeActa),
  sealing('notification', { state: 'Acta notificada', label: 'Notificación' }, () => actaNotified),
  moving('En subsanación', 'Abrir el plazo de subsanación'),
  sealing('reinspection', { state: 'Reinspección', label: 'Acta de reinspección' }, () => wholeReinspection),
  sealing('resolution', { state: 'En resolución', label: 'Resolución' }, () => wholeResolution),
  sealing('notification', { state: 'Multa notificada', label: 'Notificación' }, () => fineNotified),
  keeping('payment', 'Pago', wholePayment),
  moving('Multa pagada', 'Registrar el pago'),
  moving('Archivada', 'Archivar lo pagado'),
];

/** Opens the case of an employer, as a complaint brings it. */
export function openWholeCase({ page, employer }: Pick<Work, 'page' | 'employer'>): Promise<void> {
  return createCase(page, {
    employer,
    type: 'Inspección extraordinaria',
    origin: 'Denuncia o solicitud (fuente reservada)',
    note: `Ver lo que dijo ${secret(5)}`,
  });
}

/** Reads how the case on the screen stands. */
export async function standingOf(page: Page): Promise<Standing> {
  return {
    state: await stateOf(page).innerText(),
    records: (await page.locator('.case-records > li').filter({ hasNotText: 'Texto sin guardar' }).allInnerTexts()).map(
      (text) => text.trim(),
    ),
    pieces: await page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem').count(),
  };
}
