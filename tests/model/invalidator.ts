// A wave: commit, sequence, mark every guard of the closure, cut every walked entry, return. A crash starts it again from
// the journal with the same sequence (I11).
import type { State } from './explore';
import { at, DONE, has, type Emit, type Process, type World } from './world';

export function invalidator(world: World, id: number, mode: 'hard' | 'soft'): Process {
  const { design, keys, guards, all, graph } = world;
  /** toMark, toRead: guards; toCut: entries; knownGuards, knownEntries: the visited sets. */
  const own = world.layout.fields([
    'pc',
    'version',
    'sequence',
    'toMark',
    'toRead',
    'toCut',
    'knownGuards',
    'knownEntries',
  ]);
  const me = `I${id}`;
  const roots = graph.roots.reduce((mask, name) => mask | (1 << world.guardAt(name)), 0);
  const rootKeys = keys.reduce(
    (mask, name, i) => (graph.roots.includes(name) ? mask | (1 << i) : mask),
    0,
  );

  const begin = (next: State) => {
    next[own.toMark] = next[own.knownGuards] = roots;
    next[own.toRead] = 0;
    next[own.toCut] = next[own.knownEntries] = rootKeys;
  };

  function mark(state: State, next: State, guard: number): void {
    if (design.order === 'naive') return;
    const { marker, hard, lastHard, verified, retired } = world.mark(guard);
    const sequence = at(state, own.sequence);
    const moves = sequence > at(state, marker);
    next[marker] = Math.max(at(state, marker), sequence);
    if (mode === 'hard') next[hard] = Math.max(at(state, hard), sequence);
    if (!design.hardMarker) next[lastHard] = mode === 'hard' ? 1 : 0;
    if (!moves || mode !== 'hard') return;
    // Retired in the step that moves the marker; their bodies go later.
    next[retired] = at(next, retired) | at(next, verified);
    next[verified] = 0;
  }

  function readMembers(state: State, next: State, guard: number): void {
    const { walked, verified, retired } = world.mark(guard);
    const kept = at(state, verified) | at(state, retired);
    keys.forEach((_, key) => {
      const isWalked = has(at(state, walked), key);
      if (!isWalked && !(design.walkBelowVerified && has(kept, key))) return;
      if (isWalked && !has(at(next, own.knownEntries), key)) {
        next[own.knownEntries] = at(next, own.knownEntries) | (1 << key);
        next[own.toCut] = at(next, own.toCut) | (1 << key);
      }
      const entry = world.entry(key);
      const there = at(state, entry.value) > 0 || at(state, entry.lease) > 0;
      const below = 1 << world.guardOf(key);
      if ((at(next, own.knownGuards) & below) === 0 && (design.walkAbsent || there)) {
        next[own.knownGuards] = at(next, own.knownGuards) | below;
        next[own.toMark] = at(next, own.toMark) | below;
      }
    });
  }

  function visitGuards(state: State, emit: Emit): void {
    guards.forEach((name, guard) => {
      if (!has(at(state, own.toMark), guard)) return;
      const next = state.slice();
      next[own.toMark] = at(next, own.toMark) & ~(1 << guard);
      if (design.visit === 'atomic' || design.order === 'naive') {
        mark(state, next, guard);
        readMembers(state, next, guard);
      } else {
        next[own.toRead] = at(next, own.toRead) | (1 << guard);
        if (design.visit === 'mark-read') mark(state, next, guard);
        else readMembers(state, next, guard);
      }
      emit(`${me}: visits ${name} (${design.visit})`, next);
    });
    guards.forEach((name, guard) => {
      if (!has(at(state, own.toRead), guard)) return;
      const next = state.slice();
      next[own.toRead] = at(next, own.toRead) & ~(1 << guard);
      if (design.visit === 'mark-read') readMembers(state, next, guard);
      else mark(state, next, guard);
      emit(`${me}: comes back to ${name}`, next);
    });
  }

  function cutEntries(state: State, emit: Emit): void {
    keys.forEach((name, key) => {
      if (!has(at(state, own.toCut), key)) return;
      const next = state.slice();
      next[own.toCut] = at(next, own.toCut) & ~(1 << key);
      const entry = world.entry(key);
      const lease = at(state, entry.lease);
      if (mode === 'soft') {
        if (at(state, entry.value) > 0) next[entry.stale] = 1;
      } else world.clear(next, key);
      next[entry.lease] = design.fence ? 0 : lease;
      emit(`${me}: cuts ${name} (${mode}, had v${at(state, entry.value)})`, next);
    });
  }

  return (state, emit) => {
    const pc = at(state, own.pc);
    if (pc === DONE) return;
    const next = state.slice();
    if (pc === 0) {
      next[all.db] = at(state, all.db) + 1;
      next[own.version] = at(next, all.db);
      next[own.pc] = 1;
      emit(`${me}: commits v${at(next, all.db)}`, next);
      return;
    }
    if (pc === 1) {
      const last = at(state, all.sequence);
      next[all.sequence] = (design.hybridClock ? Math.max(last, at(state, all.top)) : last) + 1;
      next[all.top] = Math.max(at(state, all.top), at(next, all.sequence));
      next[own.sequence] = at(next, all.sequence);
      begin(next);
      next[own.pc] = 2;
      emit(`${me}: opens the wave, sequence ${at(next, own.sequence)}`, next);
      return;
    }
    visitGuards(state, emit);
    const marking = at(state, own.toMark) !== 0 || at(state, own.toRead) !== 0;
    if (design.phases === 1 || !marking) cutEntries(state, emit);
    if (!marking && at(state, own.toCut) === 0) {
      next[all.returned] = Math.max(at(state, all.returned), at(state, own.version));
      if (mode === 'hard') next[all.hard] = Math.max(at(state, all.hard), at(state, own.version));
      for (const offset of Object.values(own)) next[offset] = 0;
      next[own.pc] = DONE;
      emit(`${me}: RETURNS, v>=${at(next, all.returned)}`, next);
    } else if (at(state, all.crashes) > 0) {
      next[all.crashes] = at(state, all.crashes) - 1;
      begin(next);
      emit(`${me}: CRASHES; another process walks it again`, next);
    }
  };
}
