// Those who only read: a caller that shares a running load, and a reader on Cluster, whose look at the entry and at the
// markers of its verify list are separate steps in any order.
import type { LoaderProcess } from './loader';
import { at, DONE, has, type Process, type World } from './world';

export function follower(world: World, id: number, loaders: readonly LoaderProcess[]): Process {
  const { design, all } = world;
  const own = world.layout.fields(['pc', 'needs', 'leader']);
  return (state, emit) => {
    if (at(state, own.pc) === 0) {
      loaders.forEach((load, index) => {
        const pc = at(state, load.pc);
        if (pc === 0 || pc === DONE) return;
        if (design.joinUntil === 'publish' && pc > load.publishAt) return;
        if (design.joinUntil === 'register' && pc > load.registerAt) return;
        const next = state.slice();
        next[own.pc] = 1;
        next[own.needs] = at(state, all.returned);
        next[own.leader] = index;
        emit(`F${id}: joins L${load.id}, needs v>=${at(next, own.needs)}`, next);
      });
      return;
    }
    const load = loaders[at(state, own.leader)];
    if (at(state, own.pc) !== 1 || load === undefined || at(state, load.pc) !== DONE) return;
    const next = state.slice();
    next[own.pc] = DONE;
    const value = at(state, load.value);
    const takes = value > 0 && (design.join === 'always' || at(state, load.published) === 1);
    const old = takes && value < at(state, own.needs);
    emit(
      takes ? `F${id}: takes v${value}` : `F${id}: starts again`,
      next,
      old ? `a follower took v${value}, needed v>=${at(state, own.needs)}` : undefined,
    );
  };
}

export function clusterReader(world: World, id: number, key: number): Process {
  const { design, guards, all } = world;
  const own = world.layout.fields(['pc', 'needs', 'value', 'verify']);
  /** Markers as read, + 1. */
  const markers = guards.map(() => world.layout.field());
  const refs = guards.map(() => world.layout.field());
  const wanted = world.guardsOf(key).map(world.guardAt);
  const me = `R${id}`;
  return (state, emit) => {
    const pc = at(state, own.pc);
    if (pc === DONE) return;
    if (pc === 0) {
      const next = state.slice();
      next[own.pc] = 1;
      next[own.needs] = at(state, all.returned);
      emit(`${me}: begins, needs v>=${at(next, own.needs)}`, next);
    }
    // A reader may guess which markers it will need, and ask for them before or beside the entry.
    if (pc > 0 || !design.markersPerRead) {
      for (const guard of wanted) {
        if (at(state, markers[guard] ?? 0) > 0) continue;
        if (pc === 2 && !has(at(state, own.verify), guard)) continue;
        const next = state.slice();
        next[markers[guard] ?? 0] = at(state, world.mark(guard).marker) + 1;
        emit(`${me}: reads marker ${guards[guard]}=${at(state, world.mark(guard).marker)}`, next);
      }
    }
    const entry = world.entry(key);
    if (pc === 1 && at(state, entry.value) > 0 && at(state, entry.stale) === 0) {
      const next = state.slice();
      next[own.pc] = 2;
      next[own.value] = at(state, entry.value);
      next[own.verify] = at(state, entry.verify);
      guards.forEach((_, guard) => {
        next[refs[guard] ?? 0] = at(state, entry.refs[guard] ?? 0);
      });
      emit(`${me}: GET ${world.keys[key]} -> v${at(state, entry.value)}`, next);
    }
    if (pc !== 2) return;
    const listed = wanted.filter((guard) => has(at(state, own.verify), guard));
    if (listed.some((guard) => at(state, markers[guard] ?? 0) === 0)) return;
    const retired = listed.some(
      (guard) => at(state, markers[guard] ?? 0) > at(state, refs[guard] ?? 0),
    );
    const next = state.slice();
    for (const offset of [...Object.values(own), ...markers, ...refs]) next[offset] = 0;
    next[own.pc] = DONE;
    const old = at(state, own.value) < at(state, own.needs);
    const served = !(design.verifyOnRead && retired);
    emit(
      `${me}: ${served ? `serves v${at(state, own.value)}` : 'miss'}`,
      next,
      served && old
        ? `a reader served v${at(state, own.value)}, needed v>=${at(state, own.needs)}`
        : undefined,
    );
  };
}
