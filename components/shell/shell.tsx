'use client';

import { type ReactNode, useState } from 'react';
import { LiveWavesProvider } from '@/components/shared/live-waves';
import { SessionProvider } from '@/components/shared/session';
import type { SessionView } from '@/lib/contract';
import { Palette } from './palette';
import { ShortcutSheet } from './shortcut-sheet';
import { type Environment, SidebarContent } from './sidebar';
import { TopBar } from './top-bar';
import { useShortcuts } from './use-shortcuts';

/** The frame of the console: pages on the left, what is true everywhere on top, the page below. */
export function Shell({
  session,
  environment,
  children,
}: {
  session: SessionView;
  environment: Environment;
  children: ReactNode;
}) {
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const openPalette = () => setPalette(true);
  const openSheet = () => setSheet(true);
  useShortcuts({ openPalette, openSheet });
  return (
    <SessionProvider session={session}>
      <LiveWavesProvider>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-pop"
        >
          Skip to the page
        </a>
        <div className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)]">
          <aside className="sticky top-0 h-dvh border-r border-line bg-surface max-md:hidden">
            <SidebarContent environment={environment} />
          </aside>
          <div className="flex min-w-0 flex-col">
            <TopBar environment={environment} onFind={openPalette} onShortcuts={openSheet} />
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto w-full max-w-[1440px] min-w-0 flex-1 px-3 py-5 outline-none md:px-6"
            >
              {children}
            </main>
          </div>
        </div>
        <Palette open={palette} onOpenChange={setPalette} onShortcuts={openSheet} />
        <ShortcutSheet open={sheet} onOpenChange={setSheet} />
      </LiveWavesProvider>
    </SessionProvider>
  );
}
