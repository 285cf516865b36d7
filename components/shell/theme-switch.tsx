'use client';

import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Button } from '@/components/ui/button';
import { Dropdown, DropdownContent, DropdownItem, DropdownTrigger } from '@/components/ui/dropdown';

export const themes = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'As the system', icon: Monitor },
] as const;

/** Light, dark, or as the system. Which icon shows is decided by CSS, so server and browser draw the same. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Theme">
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </Button>
      </DropdownTrigger>
      <DropdownContent align="end">
        {themes.map((option) => (
          <DropdownItem key={option.value} onSelect={() => setTheme(option.value)}>
            <option.icon aria-hidden />
            <span className="flex-1">{option.label}</span>
            {theme === option.value && <Check aria-label="chosen" />}
          </DropdownItem>
        ))}
      </DropdownContent>
    </Dropdown>
  );
}
