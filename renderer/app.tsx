import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { CallValue } from '../shared/ipc/contract.ts';
import type { Fault } from '../shared/kernel/fault.ts';
import { BugWatch } from './shell/bug-watch.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { FaultNotice } from './parts/fault-notice.tsx';
import { FirstRunScreen } from './features/unlock/first-run-screen.tsx';
import { Gate } from './features/unlock/gate.tsx';
import { UnlockScreen } from './features/unlock/unlock-screen.tsx';
import { host } from './host.ts';
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

/** The whole window: first run, unlocking, or the office at work. */
export function App() {
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
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Which door one stands at: no office yet, a locked one, one that cannot be opened, or inside. */
function Doors({ theme, onTheme, language, onLanguage }: DoorsProps) {
  const [info, setInfo] = useState<CallValue<'appInfo'>>();
  const [fault, setFault] = useState<Fault>();
  const [opened, setOpened] = useState<{ readonly session: OpenSession; readonly OfficeWindow: OfficeWindowPart }>();
  const [restoring, setRestoring] = useState<{ readonly RestoreScreen: RestoreScreenPart }>();
  const [route, setRoute] = useState<Route>({ name: 'home' });

  useEffect(() => {
    let here = true;
    async function look(): Promise<void> {
      const answer = await host.appInfo({});
      // a window that was started again while the office was open has lost the keys: the door must be shut first
      if (answer.ok && answer.value.office === 'open') await host.lock({});
      if (!here) return;
      if (!answer.ok) setFault(answer.fault);
      else if (answer.value.office === 'damaged') setFault({ code: 'vault/damaged' });
      else setInfo(answer.value);
    }
    void look();
    return () => {
      here = false;
    };
  }, []);

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
  if (fault) {
    return (
      <Gate title={t('common.damaged.title')}>
        <FaultNotice
          fault={fault}
          actions={
            <>
              <Button onPress={() => void restore()}>{t('unlock.restore')}</Button>
              <Button onPress={() => location.reload()}>{t('common.retry')}</Button>
            </>
          }
        />
      </Gate>
    );
  }
  if (!info) {
    return <Opening />;
  }
  return (
    <>
      {info.office === 'new' ? (
        <FirstRunScreen onOpen={(session) => void enter(session)} onRestore={() => void restore()} />
      ) : (
        <UnlockScreen
          officeName={info.officeName}
          restored={info.restored}
          onOpen={(session) => void enter(session)}
          onRestore={() => void restore()}
        />
      )}
      <FetchLater />
    </>
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
