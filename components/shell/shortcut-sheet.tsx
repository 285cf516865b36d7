'use client';

import { Switch } from 'radix-ui';
import { useState } from 'react';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { areSingleKeysOn, setSingleKeys } from '@/lib/shortcuts';
import { navItems } from './nav';

interface Shortcut {
  keys: readonly string[];
  what: string;
}

const groups: readonly { title: string; shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['⌘ / Ctrl', 'K'], what: 'Find a page, tag or key' },
      { keys: ['?'], what: 'This sheet' },
      { keys: ['Esc'], what: 'Close what is open' },
      ...navItems.map((item) => ({ keys: ['g', item.letter], what: `Go to ${item.label}` })),
    ],
  },
  {
    title: 'Graph',
    shortcuts: [
      { keys: ['t'], what: 'Graph or table' },
      { keys: ['← ↑ → ↓'], what: 'Walk along the edges' },
      { keys: ['Enter'], what: 'Focus the node' },
    ],
  },
];

/** Every shortcut, and the switch for those that are a single key. */
export function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard shortcuts">
        {groups.map((group) => (
          <section key={group.title} className="mb-4">
            <h3 className="mb-1 text-xs font-medium text-ink-muted">{group.title}</h3>
            <ul>
              {group.shortcuts.map((shortcut) => (
                <li key={shortcut.what} className="flex items-center gap-3 py-1 text-[13px]">
                  <span className="flex-1">{shortcut.what}</span>
                  {shortcut.keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <SingleKeySwitch />
      </DialogContent>
    </Dialog>
  );
}

function SingleKeySwitch() {
  const [on, setOn] = useState(areSingleKeysOn);
  return (
    <div className="flex items-center gap-3 border-t border-line pt-3 text-[13px]">
      <label htmlFor="single-keys" className="flex-1">
        Single-key shortcuts
        <span className="block text-xs text-ink-muted">Switch off when you dictate text.</span>
      </label>
      <Switch.Root
        id="single-keys"
        checked={on}
        onCheckedChange={(next) => {
          setOn(next);
          setSingleKeys(next);
        }}
        className="h-6 w-10 rounded-full bg-line-strong p-0.5 data-[state=checked]:bg-accent"
      >
        <Switch.Thumb className="block size-5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-4" />
      </Switch.Root>
    </div>
  );
}
