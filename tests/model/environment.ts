// What happens by itself: entries expire or are evicted, leases run out, retired bodies and their edges are swept.
import { at, has, type Process, type World } from './world';

export interface Weather {
  evictions: boolean;
  leasesEnd: boolean;
}

export function environment(world: World, weather: Weather): Process {
  const { design, keys, guards, all } = world;
  const isDeclaredUpon = (name: string) =>
    keys.some((_, other) => world.about(other).declared.includes(name));
  return (state, emit) => {
    keys.forEach((name, key) => {
      const entry = world.entry(key);
      const there = at(state, entry.value) > 0 || at(state, entry.lease) > 0;
      if (weather.evictions && there) {
        const next = state.slice();
        world.clear(next, key);
        if (design.dropEdges)
          for (const mark of world.marks)
            for (const offset of [mark.walked, mark.verified, mark.retired])
              next[offset] = at(next, offset) & ~(1 << key);
        emit(`${name} expires or is evicted`, next);
      }
      if (weather.leasesEnd && at(state, entry.lease) > 0) {
        const next = state.slice();
        next[entry.lease] = 0;
        emit(`the lease of ${name} runs out`, next);
      }
    });
    // Removing a retired body is one more eviction. What matters is when its edge goes.
    guards.forEach((guardName, guard) => {
      const mark = world.mark(guard);
      keys.forEach((name, key) => {
        if (!has(at(state, mark.retired), key)) return;
        const next = state.slice();
        next[mark.retired] = at(state, mark.retired) & ~(1 << key);
        const keep = design.keepDeclaredEdges && isDeclaredUpon(name);
        if (keep) next[mark.walked] = at(state, mark.walked) | (1 << key);
        emit(`sweep: edge ${guardName}->${name} ${keep ? 'is walked from now on' : 'goes'}`, next);
      });
      if (design.dropMarkers && at(state, mark.marker) > 0) {
        const next = state.slice();
        next[mark.marker] = 0;
        emit(`marker of ${guardName} expires`, next);
      }
    });
    if (at(state, all.rolls) > 0 && at(state, all.sequence) > 0) {
      const next = state.slice();
      next[all.rolls] = at(state, all.rolls) - 1;
      next[all.sequence] = at(state, all.sequence) - 1;
      emit('the node forgets the last sequence', next);
    }
  };
}
