import { Suspense, useEffect, useRef, useState } from 'react';
import { newId } from '../../shared/kernel/id.ts';
import { isPractice } from '../../shared/report/practice.ts';
import { assertNever } from '../../shared/kernel/assert.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import './main-layout.css';
import { Mark } from '../parts/mark.tsx';
import { keyOf, logOf, placeOf, places, rightFor, type Go, type Place, type Route } from '../routes.ts';
import { useSession } from '../session.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import type { Language } from '../text/index.ts';
import { currentLanguage, languages, t } from '../text/index.ts';
import type { Theme } from './theme.ts';
import { themes } from './theme.ts';
import { Button } from '../ui/button.tsx';
import type { IconName } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { SideNav } from '../ui/side-nav.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { ClockNotice } from './clock-notice.tsx';
import { NotAllowed } from './not-allowed.tsx';
import { PersonCorner } from './person-corner.tsx';
import {
  AlertListScreen,
  AlertScreen,
  AuditScreen,
  CalculatorsScreen,
  CaseScreen,
  ConflictsScreen,
  DeadlinesScreen,
  DocumentScreen,
  DossierScreen,
  ExchangeScreen,
  fetchScreens,
  HomeScreen,
  InspectionListScreen,
  MyCertificateScreen,
  OfficeScreen,
  ProcedureScreen,
  RecordScreen,
  RiskCard,
  SafetyScreen,
  VerifyScreen,
  WorkplaceListScreen,
} from './screens.ts';
import { TroubleNotice } from './trouble-notice.tsx';
import { useAppKeys } from './use-app-keys.ts';

const placeIcons = {
  home: 'home',
  inspections: 'clipboard',
  verify: 'shield',
  office: 'office',
  safety: 'save',
  audit: 'history',
  deadlines: 'calendar',
  procedure: 'steps',
  calculators: 'calculator',
  workplaces: 'workplace',
  alerts: 'warning',
  exchange: 'upload',
} as const satisfies Readonly<Record<Place, IconName>>;

export interface MainLayoutProps {
  readonly route: Route;
  readonly go: Go;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onLanguage: (language: Language) => void;
}

/** The window once the office is open: the parts of the app at the left, who works at the top, one screen. */
export function MainLayout({ route, go, theme, onTheme, onLanguage }: MainLayoutProps) {
  const { office, lock, may } = useSession();
  const [help, setHelp] = useState(false);
  const [risk, setRisk] = useState(false);
  const content = useRef<HTMLElement>(null);
  const isOpen = (place: Place): boolean => {
    const right = rightFor({ name: place });
    return right === undefined || may(right);
  };
  useEffect(() => void fetchScreens(), []);
  useAppKeys({
    onPlace: (place) => go({ name: place }),
    onNew: () => go({ name: 'inspection', id: newId() }),
    onLock: lock,
    onHelp: () => setHelp(true),
    // the card that a button opened is the same one
    onRisk: () => setRisk((isOpen) => isOpen || document.querySelector('.risk-card') === null),
  });
  return (
    <div className="layout">
      <button type="button" className="layout-skip" onClick={() => content.current?.focus()}>
        {t('common.skipToContent')}
      </button>
      <div className="layout-rail">
        <div className="layout-brand">
          <Mark />
          <div>
            <div className="layout-name">{t('common.app')}</div>
            <div className="layout-purpose">{t('common.appPurpose')}</div>
          </div>
        </div>
        <SideNav
          label={t('common.nav')}
          items={places.filter(isOpen).map((place) => ({
            key: place,
            label: t(`common.nav.${place}`),
            icon: placeIcons[place],
            // the key stays the same for everybody
            shortcut: `Ctrl+${keyOf(place).toUpperCase()}`,
          }))}
          current={placeOf(route)}
          onSelect={(place) => go({ name: place })}
        />
        <PersonCorner go={go} />
      </div>
      <header className={isPractice(office.name) ? 'layout-top layout-practice' : 'layout-top'}>
        <div className="layout-office">
          <span className="layout-office-code">{office.code}</span>
          {office.name}
        </div>
        <div className="layout-tools">
          <MenuButton
            quiet
            label={t('common.theme')}
            items={[
              ...themes.map((key) => ({
                key,
                label: t(`common.theme.${key}`),
                chosen: key === theme,
              })),
              ...languages.map((key) => ({
                key,
                label: t(`common.language.${key}`),
                chosen: key === currentLanguage(),
              })),
            ]}
            onSelect={(key) => {
              const language = languages.find((known) => known === key);
              const chosen = themes.find((known) => known === key);
              if (language) onLanguage(language);
              if (chosen) onTheme(chosen);
            }}
          />
          <Button kind="quiet" icon="help" onPress={() => setHelp(true)}>
            {t('common.help')}
          </Button>
          <Button kind="quiet" icon="lock" onPress={lock}>
            {t('common.lock')}
          </Button>
        </div>
      </header>
      <main ref={content} tabIndex={-1} className="layout-content">
        <TroubleNotice />
        <ClockNotice />
        <ErrorBoundary key={routeKey(route)} onHome={() => go({ name: 'home' })}>
          <Suspense fallback={<Spinner size={24} label={t('common.loading')} />}>
            <Screen route={route} go={go} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <ShortcutsDialog open={help} onClose={() => setHelp(false)} />
      {risk && (
        <Suspense fallback={null}>
          <RiskCard logId={logOf(route)} onClose={() => setRisk(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Another case or document is another screen: nothing of the last one stays behind. */
function routeKey(route: Route): string {
  return 'id' in route ? `${route.name}/${route.id}` : route.name;
}

function Screen({ route, go }: { readonly route: Route; readonly go: Go }) {
  const { may } = useSession();
  const right = rightFor(route);
  if (right !== undefined && !may(right)) {
    return <NotAllowed permission={right} onHome={() => go({ name: 'home' })} />;
  }
  switch (route.name) {
    case 'home':
      return <HomeScreen go={go} />;
    case 'inspections':
      return <InspectionListScreen go={go} />;
    case 'inspection':
      return <RecordScreen caseId={route.id} kind="inspection" id={route.id} go={go} />;
    case 'record':
      return <RecordScreen caseId={route.caseId} kind={route.kind} id={route.id} about={route.about} go={go} />;
    case 'case':
      return <CaseScreen id={route.id} go={go} />;
    case 'conflicts':
      return <ConflictsScreen key={route.caseId ?? ''} caseId={route.caseId} go={go} />;
    case 'document':
      return <DocumentScreen id={route.id} go={go} />;
    case 'verify':
      return <VerifyScreen />;
    case 'office':
      return <OfficeScreen />;
    case 'certificate':
      return <MyCertificateScreen />;
    case 'safety':
      return <SafetyScreen go={go} />;
    case 'audit':
      return <AuditScreen />;
    case 'deadlines':
      return <DeadlinesScreen go={go} />;
    case 'procedure':
      return <ProcedureScreen />;
    case 'calculators':
      return <CalculatorsScreen />;
    case 'workplaces':
      return <WorkplaceListScreen go={go} />;
    case 'workplace':
      return <DossierScreen id={route.id} go={go} />;
    case 'alerts':
      return <AlertListScreen go={go} />;
    case 'alert':
      return <AlertScreen id={route.id} go={go} />;
    case 'exchange':
      return <ExchangeScreen go={go} />;
    default:
      return assertNever(route);
  }
}
