'use client';

import { Keyboard, Menu, Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { HealthDot } from './health-dot';
import { LiveSwitch } from './live-switch';
import { type Environment, SidebarContent } from './sidebar';
import { ThemeSwitch } from './theme-switch';

function MenuButton({ environment }: { environment: Environment }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Menu" className="md:hidden">
          <Menu aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent title="Menu" hideTitle place="left" className="[&>div:last-child]:p-0">
        <SidebarContent environment={environment} onNavigate={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

export function TopBar({
  environment,
  onFind,
  onShortcuts,
}: {
  environment: Environment;
  onFind: () => void;
  onShortcuts: () => void;
}) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b border-line bg-canvas/95 px-3 backdrop-blur-sm md:px-6">
      <MenuButton environment={environment} />
      <button
        type="button"
        onClick={onFind}
        className="field flex h-8 min-w-0 flex-1 items-center gap-2 px-2.5 text-[13px] text-ink-muted hover:text-ink sm:max-w-80"
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="truncate">Find</span>
        <Kbd className="ml-auto max-sm:hidden">⌘K</Kbd>
      </button>
      <div className="ml-auto flex items-center">
        <LiveSwitch />
        <HealthDot />
        <Button
          variant="ghost"
          size="icon"
          aria-label="Keyboard shortcuts"
          className="max-md:hidden"
          onClick={onShortcuts}
        >
          <Keyboard aria-hidden />
        </Button>
        <ThemeSwitch />
      </div>
    </header>
  );
}
