// Everything a person asks of an engine: one door to the reads of this folder, the graph, and the sweeper.
import type { Entropy } from '../entropy';
import { FreshetError, isFreshetError } from '../errors';
import { createGraphReads } from '../graph/graph';
import { Snapshot } from '../graph/snapshot';
import type { LoadNotes } from '../load-notes';
import { inspectBlob } from '../lookup';
import { checkKey } from '../names';
import type { Clock, Store } from '../ports';
import { Sweeper } from '../sweeper';
import type { Freshet, Survey } from '../types';
import { isAffected } from './affected';
import { createEntriesReads } from './entries';
import { readEntryInfo } from './entry-info';
import { explainEntry } from './explain';
import { findKeys } from './find-keys';
import { previewEntries, previewTargets } from './preview';
import { RecentWaves } from './recent-waves';
import { readSurvey } from './survey';
import { pageTagMembers } from './tag-members';
import { findWave, listWaves } from './waves';
import { mustVerify, type Verifier } from '../verify';

export interface PeopleParts {
  store: Store;
  clock: Clock;
  entropy: Entropy;
  notes: Pick<LoadNotes, 'of'>;
  verifier: Pick<Verifier, 'settle'>;
  /** How much longer than its entry an edge lives; 0 where both are written in one step. */
  edgeSpareMs: number;
  /** Whether warming could reload this key: some process has a loader for it. */
  canWarm(key: string): boolean;
  /** Resolves when the store may be asked; rejects when every call must fail. */
  admitted(): Promise<void>;
  onSweepError?: (error: unknown) => void;
}

export type PeopleReads = Pick<
  Freshet,
  | 'preview'
  | 'entry'
  | 'peek'
  | 'entries'
  | 'entryGroups'
  | 'entryKeys'
  | 'explain'
  | 'graph'
  | 'countSelection'
  | 'previewEntries'
  | 'isAffected'
  | 'survey'
  | 'findKeys'
  | 'tags'
  | 'tagMembers'
  | 'waves'
  | 'wave'
  | 'sweep'
> & {
  /** Sweeps in the background; returns what stops it. */
  startSweeper(): () => void;
};

export function createPeopleReads(parts: PeopleParts): PeopleReads {
  const { store, clock, entropy } = parts;
  const sweeper = new Sweeper({
    store,
    clock,
    token: entropy.id(),
    ...(parts.onSweepError === undefined ? {} : { onError: parts.onSweepError }),
  });
  const graphs = createGraphReads(store, clock);
  const surveys = new Snapshot(() => readSurvey(store), clock);
  const survey = async (): Promise<Survey> => {
    const { of, ageMs } = await surveys.read();
    return { ...of, ageMs };
  };
  const previewDeps = { ...parts, survey };
  const recentWaves = new RecentWaves(store);
  const list = createEntriesReads(store, clock, recentWaves);
  /** After admission; a store that fails in its own words fails in ours. */
  const ask = async <T>(what: string, read: () => Promise<T>): Promise<T> => {
    await parts.admitted();
    try {
      return await read();
    } catch (error) {
      if (isFreshetError(error)) throw error;
      throw new FreshetError('store-unavailable', `Redis does not answer (${what})`, {
        cause: error,
      });
    }
  };
  return {
    graph: (query) => ask('graph', () => graphs.graph(query)),
    countSelection: (selection) => ask('graph', () => graphs.countSelection(selection)),
    tags: (query) => ask('tags', () => graphs.tags(query)),
    preview: (targets, options) =>
      ask('preview', () => previewTargets(previewDeps, targets, options)),
    async *previewEntries(targets) {
      const pages = previewEntries(previewDeps, targets)[Symbol.asyncIterator]();
      for (;;) {
        const page = await ask('preview', () => pages.next());
        if (page.done) return;
        yield page.value;
      }
    },
    isAffected: (targets, key) => ask('preview', () => isAffected(store, targets, key)),
    survey: () => ask('survey', survey),
    findKeys: (text, query) => ask('finding keys', () => findKeys(store, text, query)),
    entry: (key) => ask('entry', () => readEntryInfo(store, key)),
    peek: (key) => ask('value of an entry', () => peekValue(parts, key)),
    entries: (query) => ask('entries', () => list.entries(query)),
    entryGroups: (query) => ask('entries', () => list.entryGroups(query)),
    entryKeys: (query) => ask('entries', () => list.entryKeys(query)),
    async explain(key) {
      await parts.admitted();
      const { notes, edgeSpareMs } = parts;
      const { lastKnown } = list;
      return explainEntry({ store, recentWaves, notes, lastKnown, edgeSpareMs }, key);
    },
    tagMembers: (tag, query) => ask('members of a tag', () => pageTagMembers(store, tag, query)),
    waves: (query) => ask('waves', () => listWaves(store, query)),
    wave: (id) => ask('wave', () => findWave(store, id)),
    sweep: () => ask('sweep', () => sweeper.sweep()),
    startSweeper: () => sweeper.start(),
  };
}

/** A value that does not decode is not there. */
async function peekValue(
  { store, verifier }: PeopleParts,
  key: string,
): ReturnType<Freshet['peek']> {
  const [read, { generation, nowMs }] = await Promise.all([
    store.read(checkKey(key)),
    store.namespaceState(),
  ]);
  const blob = mustVerify(read) ? await verifier.settle(key, read) : read;
  const found = inspectBlob(blob, generation, nowMs);
  return found.kind === 'none' ? null : { value: found.value, state: found.kind };
}
