'use client';

import { ChevronsUpDown, LogOut } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSession } from '@/components/shared/session';
import {
  Dropdown,
  DropdownContent,
  DropdownItem,
  DropdownLabel,
  DropdownSeparator,
  DropdownTrigger,
} from '@/components/ui/dropdown';
import { signOut } from '@/lib/auth-client';
import { showText } from '@/lib/show-text';

/** The signed-in person with the role, and the way out. */
export function UserMenu() {
  const session = useSession();
  const [leaving, setLeaving] = useState(false);

  async function leave() {
    setLeaving(true);
    try {
      await signOut();
      // A full load: nothing of this person stays in memory.
      window.location.assign('/sign-in');
    } catch {
      setLeaving(false);
      toast.error('You are still signed in', {
        description: 'The console did not answer. Try again in a moment.',
      });
    }
  }

  return (
    <Dropdown>
      <DropdownTrigger className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-left hover:bg-sunken">
        <span
          aria-hidden
          className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-strong uppercase"
        >
          {session.name.slice(0, 1) || '?'}
        </span>
        <span className="min-w-0 flex-1 leading-4">
          <span className="block truncate text-[13px] font-medium">{showText(session.name)}</span>
          <span className="block text-xs text-ink-muted capitalize">{session.role}</span>
        </span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-muted" aria-hidden />
        <span className="sr-only">, account menu</span>
      </DropdownTrigger>
      <DropdownContent align="start" side="top" className="w-52">
        <DropdownLabel className="break-all">{showText(session.email)}</DropdownLabel>
        <DropdownSeparator />
        <DropdownItem disabled={leaving} onSelect={() => void leave()}>
          <LogOut aria-hidden /> Sign out
        </DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}
