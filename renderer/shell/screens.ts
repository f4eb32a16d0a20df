import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

// Each screen is a file of its own, so that the first one opens fast. Those of every day are fetched while somebody looks
// at it: a screen that has to be waited for shows React's stand-in for 300 ms, however soon it comes.

type Load<P> = () => Promise<ComponentType<P>>;
const ofEveryDay: (() => Promise<unknown>)[] = [];

/** A screen that is fetched when it is first gone to. */
function later<P>(load: Load<P>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await load() }));
}

/** A screen that {@link fetchScreens} fetches; gone to after that, it is drawn at once. */
function soon<P>(load: Load<P>): LazyExoticComponent<ComponentType<P>> {
  let part: { readonly default: ComponentType<P> } | undefined;
  const fetch = async (): Promise<{ readonly default: ComponentType<P> }> => {
    part ??= { default: await load() };
    return part;
  };
  ofEveryDay.push(fetch);
  return lazy(() => (part === undefined ? fetch() : atOnce(part)));
}

/** React takes what a `then` gives while it is called without waiting for a turn of the event loop. */
function atOnce<T>(value: T): Promise<T> {
  const given = { then: (take: (value: T) => void): void => take(value) };
  return given as unknown as Promise<T>;
}

/** Fetches the screens of every day, one after another in idle moments. A failure shows itself where the screen is gone to. */
export async function fetchScreens(): Promise<void> {
  for (const fetch of ofEveryDay) {
    await new Promise((resolve) => requestIdleCallback(resolve));
    await fetch().catch(() => undefined);
  }
}

export const HomeScreen = later(async () => (await import('../features/home/home-screen.tsx')).HomeScreen);
export const InspectionListScreen = soon(
  async () => (await import('../features/inspections/inspection-list-screen.tsx')).InspectionListScreen,
);
export const RecordScreen = soon(async () => (await import('../features/inspections/record-screen.tsx')).RecordScreen);
export const CaseScreen = soon(async () => (await import('../features/cases/case-screen.tsx')).CaseScreen);
export const DocumentScreen = soon(
  async () => (await import('../features/documents/document-screen.tsx')).DocumentScreen,
);
export const VerifyScreen = later(async () => (await import('../features/verify/verify-screen.tsx')).VerifyScreen);
export const OfficeScreen = later(async () => (await import('../features/settings/office-screen.tsx')).OfficeScreen);
export const MyCertificateScreen = later(
  async () => (await import('../features/certificate/my-certificate-screen.tsx')).MyCertificateScreen,
);
export const SafetyScreen = later(async () => (await import('../features/safety/safety-screen.tsx')).SafetyScreen);
export const AuditScreen = later(async () => (await import('../features/audit/audit-screen.tsx')).AuditScreen);
export const DeadlinesScreen = soon(
  async () => (await import('../features/deadlines/deadlines-screen.tsx')).DeadlinesScreen,
);
export const ProcedureScreen = later(
  async () => (await import('../features/procedure/procedure-screen.tsx')).ProcedureScreen,
);
export const CalculatorsScreen = later(
  async () => (await import('../features/calculators/calculators-screen.tsx')).CalculatorsScreen,
);
export const WorkplaceListScreen = soon(
  async () => (await import('../features/workplaces/workplace-list-screen.tsx')).WorkplaceListScreen,
);
export const DossierScreen = soon(
  async () => (await import('../features/workplaces/dossier-screen.tsx')).DossierScreen,
);
export const RiskCard = later(async () => (await import('../parts/risk/risk-card.tsx')).RiskCard);
export const AlertListScreen = soon(
  async () => (await import('../features/alerts/alert-list-screen.tsx')).AlertListScreen,
);
export const AlertScreen = soon(async () => (await import('../features/alerts/alert-screen.tsx')).AlertScreen);
export const ExchangeScreen = later(
  async () => (await import('../features/exchange/exchange-screen.tsx')).ExchangeScreen,
);
export const ConflictsScreen = later(
  async () => (await import('../features/conflicts/conflicts-screen.tsx')).ConflictsScreen,
);
