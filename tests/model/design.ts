// A design is the set of rules the model runs with. `finalDesign` is the protocol; each switch flipped alone gives a
// counter-example (tests/unit/model). A rule changes here before it changes in the code.
export interface Design {
  /** Register, check markers, then publish; or the plain tag index that everybody writes first; or publish and look back. */
  order: 'reg-check-publish' | 'reg-write-check' | 'naive';
  /** A cut removes the value and the lease; publishing needs the lease (I3). */
  fence: boolean;
  /** A marker newer than its ref refuses the publish (I2). */
  check: boolean;
  /** Inherited guards keep the nested entry's refs (I5), or take the loader's own sequence, or all share the oldest. */
  refs: 'per-guard' | 'own' | 'min';
  /** Entries register on inherited guards too. */
  flat: boolean;
  /** A refused nested value makes the outer load uncacheable (I4). */
  taint: boolean;
  /** 2 = every marker before the first cut (I6). */
  phases: 1 | 2;
  /** Marker and members in one step, or the marker first and pages later, or (wrong) the members first (I2). */
  visit: 'atomic' | 'mark-read' | 'read-mark';
  /** The walk goes below entries that are not there (I7). */
  walkAbsent: boolean;
  /** Edges vanish with their entry. */
  dropEdges: boolean;
  /** Markers expire. */
  dropMarkers: boolean;
  /** The sequence survives the loss of its key (I9). */
  hybridClock: boolean;
  /** A publish that arrives twice needs its lease twice. */
  idempotent: boolean;
  /**
   * Followers take only what was published (I10), and join only before it. Where members may be verified, before the
   * first register: nothing fences the publish of a verified entry, a wave may have returned between the two.
   */
  join: 'published' | 'always';
  joinUntil: 'register' | 'publish' | 'settled';
  nestedStale: boolean;
  /** The sequence may travel before the lease. */
  sequenceFirst: boolean;

  // Big guards. Which members are verified depends on a count; the model lets each registration choose, so it covers every
  // threshold and every moment of promotion.
  verified: 'never' | 'may' | 'always';
  /** V1: a reader compares the markers of an entry's verify list with its refs. */
  verifyOnRead: boolean;
  /** V2: a member that is walked stays walked while its edge lives. */
  stickyWalked: boolean;
  /** V3: the walk looks below verified members for declared dependents (I7). */
  walkBelowVerified: boolean;
  /** V4: a retired edge to a key that others may declare is kept, as a walked one. */
  keepDeclaredEdges: boolean;
  /** V5: hard waves have a marker of their own: a later soft wave must not soften them. */
  hardMarker: boolean;
  /** V6: markers are read within the read that uses them, in whatever order. */
  markersPerRead: boolean;
}

export const finalDesign: Readonly<Design> = {
  order: 'reg-check-publish',
  fence: true,
  check: true,
  refs: 'per-guard',
  flat: true,
  taint: true,
  phases: 2,
  visit: 'atomic',
  walkAbsent: true,
  dropEdges: false,
  dropMarkers: false,
  hybridClock: true,
  idempotent: true,
  join: 'published',
  joinUntil: 'register',
  nestedStale: false,
  sequenceFirst: false,
  verified: 'never',
  verifyOnRead: true,
  stickyWalked: true,
  walkBelowVerified: true,
  keepDeclaredEdges: true,
  hardMarker: true,
  markersPerRead: true,
};

export interface GraphKey {
  tags?: string[];
  nested?: string[];
  declared?: string[];
  /** The loader reads the database row itself. */
  reads?: boolean;
}

export interface Graph {
  keys: Record<string, GraphKey>;
  tags: string[];
  /** Guards that the invalidation names. */
  roots: string[];
  /** Edges of an earlier life: [guard, key]. */
  edges?: [string, string][];
  /** Check only this key: for designs where others may be older. */
  about?: string;
}

export const graphs = {
  flat: { keys: { B: { tags: ['T'], reads: true } }, tags: ['T'], roots: ['T'] },
  chain: {
    keys: { B: { tags: ['T'], reads: true }, A: { nested: ['B'] } },
    tags: ['T'],
    roots: ['T'],
  },
  declared: {
    keys: { B: { tags: ['T'], reads: true }, A: { declared: ['B'], reads: true } },
    tags: ['T'],
    roots: ['T'],
    edges: [['T', 'B']],
  },
  diamond: {
    keys: { C: { tags: ['T'], reads: true }, B: { tags: ['T'], nested: ['C'] } },
    tags: ['T'],
    roots: ['T'],
    edges: [['T', 'B']],
  },
  mixed: {
    keys: { C: {}, A: { declared: ['C'], reads: true }, X: { tags: ['T'], nested: ['A'] } },
    tags: ['T'],
    roots: ['T'],
    edges: [
      ['T', 'C'],
      ['T', 'X'],
    ],
  },
  cycle: {
    keys: {
      B: { tags: ['T'], declared: ['A'], reads: true },
      A: { declared: ['B'], reads: true },
    },
    tags: ['T'],
    roots: ['T'],
    edges: [
      ['T', 'B'],
      ['B', 'A'],
      ['A', 'B'],
    ],
  },
  tworoots: {
    keys: { B: { tags: ['U'], reads: true }, A: { tags: ['T'], nested: ['B'] } },
    tags: ['T', 'U'],
    roots: ['T', 'U'],
    edges: [['T', 'A']],
  },
  live: {
    keys: { C: { reads: true }, B: { nested: ['C'], reads: true }, A: { nested: ['B'] } },
    tags: [],
    roots: ['B'],
    about: 'B',
  },
} satisfies Record<string, Graph>;
