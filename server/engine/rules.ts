// The protocol's rules as switches. They are all on; tests turn one off to see that the guarantee it carries is then
// broken, which shows that the test can fail. Not reachable through the public options.
export interface Rules {
  /** I1: the sequence is read before the loader runs. */
  sequenceFirst: boolean;
  /** I2: a marker newer than its ref refuses the publish (model: `check`). */
  checkMarkers: boolean;
  /** I3: only the holder of the lease publishes; an invalidation voids it (model: `fence`). */
  fence: boolean;
  /** I4: a nested value that was refused makes the outer load uncacheable (model: `taint`). */
  taint: boolean;
  /** I5: inherited guards keep the nested entry's refs (model: `refs`). */
  inheritRefs: boolean;
  /** Entries register on inherited guards too (model: `flat`). */
  flat: boolean;
  /** I6: every marker is set before the first entry is cut (model: `phases`). */
  twoPhases: boolean;
  /** I7: the walk goes below found entries on which others declared a dependency (model: `walkAbsent`). */
  walkDeclared: boolean;
  /** Reads inside a loader never accept a stale value (model: `nestedStale`). */
  currentNested: boolean;
  /** I10: followers take a value only if publishing proved it current (model: `join`). */
  joinPublished: boolean;
  /** V1: entries of big guards are verified by their readers. */
  verifyOnRead: boolean;
  /** V3: the walk looks below verified members, too. */
  walkBelowVerified: boolean;
  /** One load per key in the fleet (P5). */
  lease: boolean;
  /** What was loaded before its source had settled is not kept (`settleMs`, row versions, `since`). */
  settle: boolean;
  /** A value enters L1 only if no guard of it was invalidated since its read began (the L1 race). */
  l1Epochs: boolean;
  /** L1 is served only while it is proven that no cut message was missed (P3). */
  l1Lease: boolean;
}

export const allRules: Readonly<Rules> = {
  sequenceFirst: true,
  checkMarkers: true,
  fence: true,
  taint: true,
  inheritRefs: true,
  flat: true,
  twoPhases: true,
  walkDeclared: true,
  currentNested: true,
  joinPublished: true,
  verifyOnRead: true,
  walkBelowVerified: true,
  lease: true,
  settle: true,
  l1Epochs: true,
  l1Lease: true,
};
