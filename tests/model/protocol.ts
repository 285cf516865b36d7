// The invalidation protocol as a model (docs/protocol.md): any small dependency graph, any number of loaders,
// invalidators, followers and readers. Checked in every reachable state:
//   fresh     what a reader that starts now is served as current is not older than the newest invalidation that has returned
//   servable  what it would be served as stale is not older than the newest hard one
// Not modelled: time (leases and entries "may end at any moment"), L1, failover, more than three keys.
import { type Design, finalDesign, type Graph } from './design';
import { environment } from './environment';
import type { Model, State } from './explore';
import { invalidator } from './invalidator';
import { loader } from './loader';
import { clusterReader, follower } from './readers';
import { at, type Process, stepsOf, World } from './world';

export interface Cast {
  loaders: readonly string[];
  /** One wave each. Default: one hard. */
  waves?: readonly ('hard' | 'soft')[];
  followers?: number;
  /** Keys that are read step by step. */
  readers?: readonly string[];
  crashes?: number;
  /** How often the node forgets the last sequence. */
  rolls?: number;
  duplicates?: boolean;
  evictions?: boolean;
  leasesEnd?: boolean;
}

export function protocol(change: Partial<Design>, graph: Graph, cast: Cast): Model {
  const design = { ...finalDesign, ...change };
  const world = new World(design, graph);
  const followers = cast.followers ?? 0;
  const loaders = cast.loaders.map((key, i) =>
    loader(world, i + 1, world.keyAt(key), {
      duplicates: cast.duplicates ?? false,
      followed: followers > 0,
    }),
  );
  const processes: Process[] = [
    ...loaders.map((load) => load.run),
    ...(cast.waves ?? ['hard']).map((mode, i) => invalidator(world, i + 1, mode)),
    ...Array.from({ length: followers }, (_, i) => follower(world, i + 1, loaders)),
    ...(cast.readers ?? []).map((key, i) => clusterReader(world, i + 1, world.keyAt(key))),
    environment(world, {
      evictions: cast.evictions ?? true,
      leasesEnd: cast.leasesEnd ?? true,
    }),
  ];
  const start: State = new Array<number>(world.layout.size).fill(0);
  start[world.all.db] = 1;
  start[world.all.crashes] = cast.crashes ?? 0;
  start[world.all.rolls] = cast.rolls ?? 0;
  for (const [guard, key] of graph.edges ?? []) {
    const mark = world.mark(world.guardAt(guard));
    const kind = design.verified === 'never' ? mark.walked : mark.verified;
    start[kind] = at(start, kind) | (1 << world.keyAt(key));
  }
  return {
    start,
    next: (state) => stepsOf(state, processes),
    faultOf: (state) => faultOf(world, state),
    witnesses: witnessesOf(world, cast.loaders),
  };
}

function faultOf(world: World, state: State): string | null {
  if (world.graph.about !== undefined) return null;
  for (const [key, name] of world.keys.entries()) {
    const value = at(state, world.entry(key).value);
    if (value < at(state, world.all.returned) && world.isFresh(state, key))
      return `a reader that starts now gets ${name}=v${value} although v${at(state, world.all.returned)} has returned`;
    if (value < at(state, world.all.hard) && world.isServable(state, key))
      return `${name}=v${value} would be served as stale although it was invalidated hard`;
  }
  return null;
}

function witnessesOf(world: World, loaders: readonly string[]): Model['witnesses'] {
  const { graph, all } = world;
  const witnesses: Model['witnesses'] = {};
  for (const [key, name] of world.keys.entries()) {
    if (!loaders.includes(name)) continue;
    witnesses[`${name} cached after a wave`] = (state) =>
      world.isFresh(state, key) && at(state, all.returned) > 0;
    if (world.design.verified !== 'never')
      witnesses[`${name} verified and retired`] = (state) =>
        at(state, world.entry(key).value) > 0 && world.isRetired(state, key, 'marker');
  }
  const guard = graph.about === undefined ? -1 : world.guardAt(graph.about);
  if (graph.about !== undefined)
    witnesses['A cached although C is older than the wave on B'] = (state) => {
      const ref = at(state, world.entry(world.keyAt('A')).refs[world.guardAt('C')] ?? 0) - 1;
      return (
        world.isFresh(state, world.keyAt('A')) &&
        at(state, all.returned) > 0 &&
        at(state, world.mark(guard).marker) > ref
      );
    };
  return witnesses;
}
