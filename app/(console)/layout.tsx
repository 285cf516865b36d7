import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { readEnvironment, requireSession } from '@/server/http/page-session';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  return (
    <Shell session={session} environment={await readEnvironment()}>
      {children}
    </Shell>
  );
}
