import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { ToldEnding } from '../shared/diagnosis/ending.ts';
import type { Fault } from '../shared/kernel/fault.ts';
import type { Result } from '../shared/kernel/result.ts';
import { BugWatch } from './shell/bug-watch.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { FaultNotice } from './parts/fault-notice.tsx';
import { EndingNotice } from './features/unlock/ending-notice.tsx';
import { FirstRunScreen } from './features/unlock/first-run-screen.tsx';
import { Gate } from './parts/gate.tsx';
import { UnlockScreen } from './features/unlock/unlock-screen.tsx';
import { firstLook, type Door } from './first-look.ts';
import { fetchLater, isStillOpen, loadOfficeWindow, loadRestoreScreen } from './later.ts';
import type { Route } from './routes.ts';
import type { OpenSession } from './session.tsx';
import type { Language } from './text/index.ts';
import { currentLanguage, currentLocale, setLanguage, t } from './text/index.ts';
import type { Theme } from './shell/theme.ts';
import { useTheme } from './shell/theme.ts';
import { Button } from './ui/button.tsx';
import { Spinner } from './ui/spinner.tsx';
import { ToastProvider } from './ui/toasts.tsx';
import { UiWordsProvider } from './ui/words.tsx';
import { uiWords } from './shell/ui-words.ts';

// What comes later is awaited before it is drawn: a Suspense would show its stand-in for at least 300 ms.
type OfficeWindowPart = Awaited<ReturnType<typeof loadOfficeWindow>>['OfficeWindow'];
type RestoreScreenPart = Awaited<ReturnType<typeof loadRestoreScreen>>['RestoreScreen'];

/**
 * The whole window: first run, unlocking, or the office at work.
 * @param seen what the first look at the office gave; undefined when it is still on its way
 */
export function App({ seen }: { readonly seen: Result<Door> | undefined }) {
  const [theme, setTheme] = useState<Theme>('system');
  const [language, chooseLanguage] = useState<Language>(currentLanguage);
  useTheme(theme);
  return (
    <I18nProvider locale={currentLocale()}>
      <UiWordsProvider words={uiWords()}>
        <ToastProvider>
          <BugWatch />
          <ErrorBoundary>
            <Doors
              seen={seen}
              theme={theme}
              onTheme={setTheme}
              language={language}
              onLanguage={(next) => {
                // the words are read first; meanwhile the screen stays as it is
                void setLanguage(next).then((set) => {
                  if (!set) return;
                  document.documentElement.lang = currentLocale();
                  chooseLanguage(next);
                });
              }}
            />
          </ErrorBoundary>
        </ToastProvider>
      </UiWordsProvider>
    </I18nProvider>
  );
}

interface DoorsProps {
  readonly seen: Result<Door> | undefined;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Which door one stands at: no office yet, a locked one, one that cannot be opened, or inside. */
function Doors({ seen, theme, onTheme, language, onLanguage }: DoorsProps) {
  const [door, setDoor] = useState(seen);
  const [opened, setOpened] = useState<{ readonly session: OpenSession; readonly OfficeWindow: OfficeWindowPart }>();
  const [restoring, setRestoring] = useState<{ readonly RestoreScreen: RestoreScreenPart }>();
  const [route, setRoute] = useState<Route>({ name: 'home' });

  useEffect(() => {
    if (seen !== undefined) return undefined;
    let here = true;
    void firstLook.then((answer) => {
      if (here) setDoor(answer);
    });
    return () => {
      here = false;
    };
  }, [seen]);

  async function enter(session: OpenSession): Promise<void> {
    const { OfficeWindow } = await loadOfficeWindow();
    if (await isStillOpen()) setOpened({ session, OfficeWindow });
    else location.reload();
  }

  async function restore(): Promise<void> {
    const { RestoreScreen } = await loadRestoreScreen();
    setRestoring({ RestoreScreen });
  }

  if (restoring) {
    const { RestoreScreen } = restoring;
    return <RestoreScreen onBack={() => setRestoring(undefined)} onDone={() => location.reload()} />;
  }
  if (opened) {
    const { session, OfficeWindow } = opened;
    return (
      <OfficeWindow
        session={session}
        language={language}
        route={route}
        go={setRoute}
        theme={theme}
        onTheme={onTheme}
        onLanguage={onLanguage}
      />
    );
  }
  if (!door) return <Opening />;
  const shut = { onRestore: () => void restore() };
  if (!door.ok) return <ShutDoor {...shut} fault={door.fault} />;
  const info = door.value;
  if (info.office === 'damaged' || info.office === 'newer') {
    return <ShutDoor {...shut} fault={{ code: `vault/${info.office}` }} ending={info.ending} />;
  }
  return (
    <>
      {info.office === 'new' ? (
        <FirstRunScreen onOpen={(session) => void enter(session)} onRestore={() => void restore()} />
      ) : (
        <UnlockScreen
          officeName={info.officeName}
          restored={info.restored}
          ending={info.ending}
          onOpen={(session) => void enter(session)}
          onRestore={() => void restore()}
        />
      )}
      <FetchLater />
    </>
  );
}

interface ShutDoorProps {
  readonly fault: Fault;
  /** an earlier run ended badly, which may be why */
  readonly ending?: ToldEnding | undefined;
  readonly onRestore: () => void;
}

/** An office that cannot be opened: what is wrong, and what can be done from here. */
function ShutDoor({ fault, ending, onRestore }: ShutDoorProps) {
  return (
    <Gate title={t('common.damaged.title')}>
      <FaultNotice
        fault={fault}
        actions={
          <>
            <Button onPress={onRestore}>{t('unlock.restore')}</Button>
            <Button onPress={() => location.reload()}>{t('common.retry')}</Button>
          </>
        }
      />
      {ending && <EndingNotice ending={ending} shut />}
    </Gate>
  );
}

function Opening() {
  return (
    <Gate title={t('common.app')}>
      <Spinner size={24} label={t('common.loading')} />
    </Gate>
  );
}

/** Stands beside the first screen, and so begins only when that screen stands. */
function FetchLater() {
  useEffect(fetchLater, []);
  return null;
}
