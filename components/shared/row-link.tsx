import Link from 'next/link';
import type { ReactNode } from 'react';

/** The link of a row: its hit area is the whole row; buttons in the row lie above it (`relative z-1`). */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="block min-w-0 rounded-sm -outline-offset-2 after:absolute after:inset-0 hover:text-accent-strong"
    >
      {children}
    </Link>
  );
}
