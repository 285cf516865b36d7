'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { LogoMark } from '@/components/shared/logo';
import { cn } from '@/lib/cn';
import { showText } from '@/lib/show-text';
import { isCurrent, navItems } from './nav';
import { UserMenu } from './user-menu';

export interface Environment {
  name: string;
  /** Any CSS colour; decoration beside the name, never the only sign. */
  color: string;
  namespace: string;
}

export function EnvironmentBadge({ environment }: { environment: Environment }) {
  return (
    <span
      title={`Environment ${environment.name}, namespace ${environment.namespace}`}
      className="inline-flex max-w-full min-w-0 items-center gap-1.5 rounded-sm border border-line px-1.5 py-0.5 text-xs font-medium"
    >
      <span
        aria-hidden
        className="size-2 shrink-0 rounded-full"
        style={{ background: environment.color }}
      />
      <span className="sr-only">Environment </span>
      <span className="truncate">{showText(environment.name)}</span>
    </span>
  );
}

function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const path = usePathname();
  return (
    <ul className="grid gap-0.5">
      {navItems.map((item) => {
        const current = isCurrent(path, item.href);
        const Icon = item.icon;
        return (
          <li key={item.href}>
            <Link
              href={item.href}
              onClick={onNavigate}
              aria-current={current ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-[13px] font-medium text-ink-muted hover:bg-sunken hover:text-ink',
                current &&
                  'bg-accent-soft text-accent-strong hover:bg-accent-soft hover:text-accent-strong',
              )}
            >
              <Icon className="size-4 shrink-0" aria-hidden />
              {item.label}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Brand, environment, pages and the signed-in person. */
export function SidebarContent({
  environment,
  onNavigate,
}: {
  environment: Environment;
  onNavigate?: () => void;
}) {
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <div className="flex items-center gap-2.5 px-1 pt-1">
        <LogoMark />
        <span className="text-[15px] font-semibold tracking-tight">Freshet</span>
        <span className="ml-auto flex min-w-0">
          <EnvironmentBadge environment={environment} />
        </span>
      </div>
      <nav aria-label="Pages" className="flex-1">
        <NavLinks onNavigate={onNavigate} />
      </nav>
      <UserMenu />
    </div>
  );
}
