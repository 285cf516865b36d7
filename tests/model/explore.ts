// Explicit-state breadth-first search: the first violation found has the shortest trace. States are flat arrays of small
// numbers and are kept exactly, no hash compaction: "holds" is exhaustive for the configuration that was run.
export type State = number[];

export interface Step {
  label: string;
  state: State;
  /** Set when taking this step is itself a violation. */
  violation?: string;
}

export interface Model {
  start: State;
  next: (state: State) => Step[];
  /** What is wrong with a state, or null. */
  faultOf: (state: State) => string | null;
  /** States worth counting: they show that "holds" is not vacuous. */
  witnesses: Record<string, (state: State) => boolean>;
}

export interface Verdict {
  holds: boolean;
  fault: string | null;
  trace: string[];
  states: number;
  seen: Record<string, number>;
}

/** One JS Set holds at most 2^24 entries. */
const SHARDS = 16;

export function explore(model: Model, mostStates = 5_000_000): Verdict {
  const known = Array.from({ length: SHARDS }, () => new Set<string>());
  const isNew = (state: State): boolean => {
    const text = String.fromCharCode(...state);
    let hash = 7;
    for (const value of state) hash = (hash * 31 + value) | 0;
    const shard = known[(hash ^ (hash >>> 13)) & (SHARDS - 1)] as Set<string>;
    const before = shard.size;
    shard.add(text);
    return shard.size > before;
  };
  const parents: number[] = [-1];
  const labels: string[] = [''];
  const seen = Object.fromEntries(Object.keys(model.witnesses).map((name) => [name, 0]));
  let frontier: { id: number; state: State }[] = [{ id: 0, state: model.start }];
  isNew(model.start);
  while (frontier.length > 0) {
    const found: typeof frontier = [];
    for (const from of frontier) {
      for (const step of model.next(from.state)) {
        const fresh = isNew(step.state);
        const fault = step.violation ?? (fresh ? model.faultOf(step.state) : null);
        if (!fresh && fault === null) continue;
        parents.push(from.id);
        labels.push(step.label);
        const id = parents.length - 1;
        if (fault !== null)
          return { holds: false, fault, trace: traceTo(id), states: parents.length, seen };
        for (const [name, sees] of Object.entries(model.witnesses))
          if (sees(step.state)) seen[name] = (seen[name] ?? 0) + 1;
        found.push({ id, state: step.state });
      }
    }
    if (parents.length > mostStates) throw new Error(`more than ${mostStates} states`);
    frontier = found;
  }
  return { holds: true, fault: null, trace: [], states: parents.length, seen };

  function traceTo(end: number): string[] {
    const trace: string[] = [];
    for (let id = end; id > 0; id = parents[id] ?? -1) trace.unshift(labels[id] ?? '');
    return trace;
  }
}
