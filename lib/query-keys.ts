// Every TanStack Query key, once. The first word names what a wave makes old: see `afterWave`.

export const queryKeys = {
  stats: (windowMs: number) => ['stats', windowMs] as const,
  waves: (before?: string) => ['waves', before ?? 'newest'] as const,
  wave: (id: string) => ['wave', id] as const,
  tags: (search: string, limit: number) => ['tags', search, limit] as const,
  members: (tag: string) => ['members', tag] as const,
  graph: (query: Readonly<Record<string, string | number | undefined>>) =>
    ['graph', query] as const,
  graphCount: (select: string) => ['graph', 'count', select] as const,
  entry: (key: string) => ['entry', key] as const,
  explain: (key: string) => ['entry', key, 'explain'] as const,
  entries: (query: Readonly<Record<string, string | undefined>>) => ['entries', query] as const,
  entryGroups: (query: Readonly<Record<string, string | undefined>>) =>
    ['entries', 'groups', query] as const,
  purge: (id: string) => ['purge', id] as const,
  warms: () => ['warms'] as const,
  warming: () => ['warming'] as const,
  audit: (filters: Readonly<Record<string, string | number | undefined>>) =>
    ['audit', filters] as const,
  auditActions: () => ['audit', 'actions'] as const,
  chain: () => ['audit-chain'] as const,
  health: () => ['health'] as const,
  impact: (targets: unknown) => ['impact', targets] as const,
  warmJob: (id: string) => ['warm-job', id] as const,
  events: (filters: Readonly<Record<string, string | number | undefined>>) =>
    ['events', filters] as const,
  event: (id: string) => ['event', id] as const,
  eventSources: () => ['event-sources'] as const,
  rules: () => ['rules'] as const,
  settings: () => ['settings'] as const,
  users: () => ['users'] as const,
  tokens: () => ['tokens'] as const,
  preview: (id: string) => ['preview', id] as const,
  previewDrift: (id: string) => ['preview-drift', id] as const,
  affected: (id: string, page: string) => ['affected', id, page] as const,
  survey: () => ['survey'] as const,
  found: (search: string) => ['found', search] as const,
  schedules: () => ['schedules'] as const,
};

/** What may read differently once a wave has finished. */
export const afterWave = [
  'stats',
  'waves',
  'tags',
  'members',
  'graph',
  'entry',
  'entries',
  'events',
] as const;
