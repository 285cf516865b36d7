'use client';

import { Command } from 'cmdk';
import { Key, Keyboard, Tag } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { StateBadge } from '@/components/shared/state-badge';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { formatPlural } from '@/lib/format';
import { entryHref } from '@/lib/guard';
import { showText } from '@/lib/show-text';
import { navItems } from './nav';
import { themes } from './theme-switch';
import { useFind } from './use-find';

const group =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-muted';

function Item({
  value,
  onSelect,
  children,
}: {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-[13px] data-[selected=true]:bg-accent-soft [&>svg]:size-4 [&>svg]:text-ink-muted"
    >
      {children}
    </Command.Item>
  );
}

function matches(text: string, search: string): boolean {
  return text.toLowerCase().includes(search.trim().toLowerCase());
}

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShortcuts: () => void;
}

/** ⌘K: go to a page, find a tag or a key, change the theme. */
export function Palette({ open, onOpenChange, onShortcuts }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Find"
        hideTitle
        className="top-[18%] max-w-xl translate-y-0 [&>div:last-child]:p-0"
      >
        <PaletteBody onDone={() => onOpenChange(false)} onShortcuts={onShortcuts} />
      </DialogContent>
    </Dialog>
  );
}

function PaletteBody({ onDone, onShortcuts }: { onDone: () => void; onShortcuts: () => void }) {
  const [search, setSearch] = useState('');
  const router = useRouter();
  const { setTheme } = useTheme();
  const { tags, entry, key, searching } = useFind(search);
  const go = (href: string) => {
    onDone();
    router.push(href);
  };
  const pages = navItems.filter((item) => matches(`${item.label} ${item.hint}`, search));
  const looks = themes.filter((theme) => matches(`theme ${theme.label}`, search));
  return (
    <Command shouldFilter={false} label="Find" className="flex min-h-0 flex-col">
      <Command.Input
        autoFocus
        value={search}
        onValueChange={setSearch}
        placeholder="Go to a page, find a tag or a key"
        className="h-12 w-full border-b border-line bg-transparent px-4 text-sm outline-none placeholder:text-ink-muted"
      />
      <Command.List className="max-h-80 overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-[13px] text-ink-muted">
          {searching ? 'Searching…' : `No page, tag or key found for “${showText(search)}”.`}
        </Command.Empty>
        {pages.length > 0 && (
          <Command.Group heading="Pages" className={group}>
            {pages.map((item) => (
              <Item key={item.href} value={`page ${item.href}`} onSelect={() => go(item.href)}>
                <item.icon aria-hidden />
                {item.label}
                <span className="ml-auto text-xs text-ink-muted">{item.hint}</span>
              </Item>
            ))}
          </Command.Group>
        )}
        {tags.length > 0 && (
          <Command.Group heading="Tags" className={group}>
            {tags.map((found) => (
              <Item
                key={found.tag}
                value={`tag ${found.tag}`}
                onSelect={() => go(`/tags/${encodeURIComponent(found.tag)}`)}
              >
                <Tag aria-hidden />
                <span className="truncate font-mono text-[12.5px]">{showText(found.tag)}</span>
                <span className="tabular ml-auto shrink-0 text-xs text-ink-muted">
                  {formatPlural(found.members, 'member', 'members')}
                </span>
              </Item>
            ))}
          </Command.Group>
        )}
        {key !== '' && entry && (
          <Command.Group heading="Key" className={group}>
            <Item value={`key ${key}`} onSelect={() => go(entryHref(key))}>
              <Key aria-hidden />
              <span className="truncate font-mono text-[12.5px]">{showText(key)}</span>
              <span className="ml-auto flex shrink-0">
                <StateBadge state={entry.state} />
              </span>
            </Item>
          </Command.Group>
        )}
        {key.length >= 2 && !entry && !searching && (
          <Command.Group heading="Key" className={group}>
            <Item value={`explain ${key}`} onSelect={() => go(entryHref(key))}>
              <Key aria-hidden />
              <span className="truncate">
                Why is <span className="font-mono text-[12.5px]">{showText(key)}</span> not cached?
              </span>
            </Item>
          </Command.Group>
        )}
        {looks.length > 0 && (
          <Command.Group heading="Theme" className={group}>
            {looks.map((theme) => (
              <Item
                key={theme.value}
                value={`theme ${theme.value}`}
                onSelect={() => {
                  setTheme(theme.value);
                  onDone();
                }}
              >
                <theme.icon aria-hidden />
                {theme.label}
              </Item>
            ))}
          </Command.Group>
        )}
        {matches('keyboard shortcuts', search) && (
          <Command.Group heading="Help" className={group}>
            <Item
              value="shortcuts"
              onSelect={() => {
                onDone();
                onShortcuts();
              }}
            >
              <Keyboard aria-hidden />
              Keyboard shortcuts
            </Item>
          </Command.Group>
        )}
      </Command.List>
    </Command>
  );
}
