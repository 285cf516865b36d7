// Everything a person asks of an engine: one door to the reads of this folder, the graph, and the sweeper.
import { randomUUID } from 'node:crypto';
import { createGraphReads } from '../graph/graph';
import type { Clock, Store } from '../ports';
import { Sweeper } from '../sweeper';
import type { Freshet } from '../types';
import { readEntryInfo } from './entry-info';
import { previewTargets } from './preview';
import { pageTagMembers } from './tag-members';
import { findWave, listWaves } from './waves';

export interface PeopleParts {
  store: Store;
  clock: Clock;
  /** Whether warming could reload this key: some process has a loader for it. */
  canWarm(key: string): boolean;
  /** Resolves when the store may be asked; rejects when every call must fail. */
  admitted(): Promise<void>;
  onSweepError?: (error: unknown) => void;
}

export type PeopleReads = Pick<
  Freshet,
  'preview' | 'entry' | 'graph' | 'tags' | 'tagMembers' | 'waves' | 'wave' | 'sweep'
> & {
  /** Sweeps in the background; returns what stops it. */
  startSweeper(): () => void;
};

export function createPeopleReads(parts: PeopleParts): PeopleReads {
  const { store, clock } = parts;
  const sweeper = new Sweeper({
    store,
    clock,
    token: randomUUID(),
    ...(parts.onSweepError === undefined ? {} : { onError: parts.onSweepError }),
  });
  const graphs = createGraphReads(store, clock);
  const { admitted } = parts;
  return {
    graph: (query) => admitted().then(() => graphs.graph(query)),
    tags: (query) => admitted().then(() => graphs.tags(query)),
    preview: (targets, options) => admitted().then(() => previewTargets(parts, targets, options)),
    entry: (key) => admitted().then(() => readEntryInfo(store, key)),
    tagMembers: (tag, query) => admitted().then(() => pageTagMembers(store, tag, query)),
    waves: (query) => admitted().then(() => listWaves(store, query)),
    wave: (id) => admitted().then(() => findWave(store, id)),
    sweep: () => admitted().then(() => sweeper.sweep()),
    startSweeper: () => sweeper.start(),
  };
}
