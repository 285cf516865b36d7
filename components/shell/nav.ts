import {
  Activity,
  Boxes,
  Eraser,
  Flame,
  LayoutDashboard,
  type LucideIcon,
  ScanEye,
  ScrollText,
  Settings,
  Tags,
  Waypoints,
  Zap,
} from 'lucide-react';

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Pressed after `g`. */
  letter: string;
  hint: string;
}

/** The pages, in the order of the sidebar, the palette and the shortcut sheet. */
export const navItems: readonly NavItem[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, letter: 'o', hint: 'How the cache does' },
  { href: '/graph', label: 'Graph', icon: Waypoints, letter: 'g', hint: 'Who depends on whom' },
  {
    href: '/preview',
    label: 'Preview',
    icon: ScanEye,
    letter: 'p',
    hint: 'What a change would do',
  },
  { href: '/entries', label: 'Entries', icon: Boxes, letter: 'k', hint: 'Keys, values and why' },
  { href: '/tags', label: 'Tags', icon: Tags, letter: 't', hint: 'Labels and their members' },
  { href: '/waves', label: 'Waves', icon: Activity, letter: 'w', hint: 'Invalidations' },
  { href: '/events', label: 'Events', icon: Zap, letter: 'e', hint: 'Changes that come in' },
  { href: '/purge', label: 'Purge', icon: Eraser, letter: 'u', hint: 'Invalidate by hand' },
  { href: '/warm', label: 'Warm', icon: Flame, letter: 'm', hint: 'Load ahead of need' },
  { href: '/audit', label: 'Audit', icon: ScrollText, letter: 'a', hint: 'Who did what' },
  {
    href: '/settings',
    label: 'Settings',
    icon: Settings,
    letter: 's',
    hint: 'People, tokens, guardrails',
  },
];

/** True when `path` is the page of `href` or lies below it. */
export function isCurrent(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
