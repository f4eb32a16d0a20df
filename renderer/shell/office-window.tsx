import '../text/whole.ts';
import { JournalWatch } from '../features/safety/journal-watch.tsx';
import { SessionProvider, type OpenSession } from '../session.tsx';
import type { Language } from '../text/index.ts';
import { IdleNotice } from './idle-notice.tsx';
import { MainLayout, type MainLayoutProps } from './main-layout.tsx';

/** An open office: its session around its screens. */
export function OfficeWindow({
  session,
  language,
  ...layout
}: MainLayoutProps & { readonly session: OpenSession; readonly language: Language }) {
  return (
    <SessionProvider session={session}>
      {/* every word on the screen is drawn anew in the other language */}
      <MainLayout key={language} {...layout} />
      <IdleNotice />
      <JournalWatch />
    </SessionProvider>
  );
}
