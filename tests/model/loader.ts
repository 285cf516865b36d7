// A load: lease, sequence, nested reads and the database, register on every guard, publish. Compiled into a straight
// program; nested misses are loaded inside it.
import type { State } from './explore';
import { at, DONE, has, type Emit, type Process, type World } from './world';

type Op =
  | { op: 'lease' | 'sequence' | 'read' | 'publish' | 'self'; key: number; nested: boolean }
  | { op: 'end'; key: number; nested: boolean }
  | { op: 'nest'; key: number; input: number; skip: number }
  | { op: 'take'; key: number; input: number }
  | { op: 'register' | 'recheck'; key: number; guard: number };

interface Frame {
  sequence: number;
  value: number;
  /** 1 while nothing was refused. */
  ok: number;
  verify: number;
  refs: number[];
}

export interface LoaderProcess {
  id: number;
  key: number;
  pc: number;
  /** Whether it published, and what. */
  published: number;
  value: number;
  /** Where its own registering and publishing begin in the program. */
  registerAt: number;
  publishAt: number;
  run: Process;
}

export function loader(
  world: World,
  id: number,
  key: number,
  options: { duplicates: boolean; followed: boolean },
): LoaderProcess {
  const { design, layout, keys, guards, all } = world;
  const own = layout.fields(['pc', 'published', 'value', 'repeated']);
  const frames: Frame[] = keys.map(() => ({
    ...layout.fields(['sequence', 'value', 'ok', 'verify']),
    refs: guards.map(() => layout.field()),
  }));
  const program = compile(world, key, false);
  const me = `L${id}`;
  const frame = (of: number): Frame => frames[of] as Frame;
  const oldest = (a: number, b: number) => (a === 0 ? b : Math.min(a, b));
  const name = (of: number) => keys[of] ?? '';

  const stop = (next: State, of: number, pc: number) => {
    next[frame(of).ok] = 0;
    next[own.pc] = program.findIndex((op, i) => i > pc && op.op === 'end' && op.key === of);
  };

  /** A nested value comes in: its refs stay its own, unless the design says otherwise (I5). */
  function inherit(state: State, next: State, of: number, refs: readonly number[]): void {
    guards.forEach((_, guard) => {
      const ref = at(state, refs[guard] ?? 0);
      if (ref === 0) return;
      const mine = frame(of).refs[guard] ?? 0;
      const kept = design.refs === 'own' ? at(state, frame(of).sequence) + 1 : ref;
      next[mine] = oldest(at(next, mine), kept);
    });
  }

  function register(state: State, emit: Emit, pc: number, of: number, guard: number): void {
    const mark = world.mark(guard);
    const bit = 1 << of;
    const mine = frame(of);
    const isWalked = has(at(state, mark.walked), of);
    const classes: ('walked' | 'verified')[] = [];
    if (design.verified !== 'always' || (isWalked && design.stickyWalked)) classes.push('walked');
    if (design.verified !== 'never' && !(isWalked && design.stickyWalked)) classes.push('verified');
    for (const kind of classes) {
      const next = state.slice();
      next[own.pc] = pc + 1;
      for (const other of ['walked', 'verified', 'retired'] as const)
        next[mark[other]] = at(next, mark[other]) & ~bit;
      next[mark[kind]] = at(next, mark[kind]) | bit;
      next[mine.verify] =
        kind === 'verified'
          ? at(next, mine.verify) | (1 << guard)
          : at(next, mine.verify) & ~(1 << guard);
      const refs = mine.refs.map((offset) => at(state, offset)).filter((ref) => ref > 0);
      const ref =
        (design.refs === 'min' ? Math.min(...refs) : at(state, mine.refs[guard] ?? 0)) - 1;
      const marker = at(state, mark.marker);
      const refused = (design.check && marker > ref) || at(state, mine.ok) === 0;
      const checks = design.order === 'reg-check-publish';
      if (checks && refused) stop(next, of, pc);
      emit(
        `${me}: register ${guards[guard]}->${name(of)} ${kind}, marker ${marker} ref ${ref}${checks && refused ? ': REFUSE' : ''}`,
        next,
      );
    }
  }

  function publish(state: State, next: State, of: number): boolean {
    const entry = world.entry(of);
    const mine = frame(of);
    const holds = at(state, entry.lease) === id;
    const allowed = at(state, mine.ok) === 1 || design.order !== 'reg-check-publish';
    const done = (holds || !design.fence) && allowed;
    if (done) {
      next[entry.value] = at(state, mine.value);
      next[entry.stale] = 0;
      next[entry.verify] = at(state, mine.verify);
      const refs = mine.refs.map((offset) => at(state, offset));
      const least = Math.min(...refs.filter((ref) => ref > 0));
      refs.forEach((ref, guard) => {
        next[entry.refs[guard] ?? 0] = design.refs === 'min' && ref > 0 ? least : ref;
      });
      if (holds) next[entry.lease] = 0;
    } else next[mine.ok] = 0;
    if (of === key) {
      next[own.published] = done ? 1 : 0;
      next[own.value] = at(state, mine.value);
    }
    return done;
  }

  function finish(state: State, emit: Emit): void {
    if (at(state, own.pc) === DONE) return;
    const next = state.slice();
    next[own.pc] = DONE;
    for (const one of frames)
      for (const offset of [one.sequence, one.value, one.ok, one.verify, ...one.refs])
        next[offset] = 0;
    if (!options.followed) next[own.published] = next[own.value] = 0;
    emit(`${me}: done`, next);
    if (!options.duplicates || at(state, own.published) === 0 || at(state, own.repeated) === 1)
      return;
    const twice = state.slice();
    twice[own.repeated] = 1;
    const entry = world.entry(key);
    if (!design.idempotent || at(state, entry.lease) === id) {
      twice[entry.value] = at(state, own.value);
      twice[entry.stale] = 0;
    }
    emit(`${me}: its publish arrives once more, late`, twice);
  }

  function run(state: State, emit: Emit): void {
    const pc = at(state, own.pc);
    const op = program[pc];
    if (pc === DONE) return;
    if (op === undefined) {
      finish(state, emit);
      return;
    }
    if (op.op === 'register') {
      register(state, emit, pc, op.key, op.guard);
      return;
    }
    const next = state.slice();
    next[own.pc] = pc + 1;
    const mine = frame(op.key);
    const entry = world.entry(op.key);
    switch (op.op) {
      case 'lease': {
        if (!op.nested && world.isFresh(state, op.key)) {
          next[own.pc] = DONE;
          emit(`${me}: hit ${name(op.key)}`, next);
          return;
        }
        if (at(state, entry.lease) !== 0) return;
        next[entry.lease] = id;
        next[mine.ok] = 1;
        emit(`${me}: lease on ${name(op.key)}`, next);
        return;
      }
      case 'sequence': {
        next[mine.sequence] = at(state, all.sequence);
        const { tags, declared } = world.about(op.key);
        for (const guard of [...tags, ...declared, name(op.key)])
          next[mine.refs[world.guardAt(guard)] ?? 0] = at(state, all.sequence) + 1;
        emit(`${me}: sequence ${at(state, all.sequence)} for ${name(op.key)}`, next);
        return;
      }
      case 'nest': {
        const input = world.entry(op.input);
        const usable =
          world.isFresh(state, op.input) || (design.nestedStale && at(state, input.value) > 0);
        if (usable) {
          next[own.pc] = pc + 1 + op.skip;
          next[mine.value] = oldest(at(state, mine.value), at(state, input.value));
          inherit(state, next, op.key, input.refs);
          emit(`${me}: ${name(op.key)} reads ${name(op.input)}=v${at(state, input.value)}`, next);
        } else if (at(state, input.lease) === 0) emit(`${me}: misses ${name(op.input)}`, next);
        return;
      }
      case 'take': {
        const input = frame(op.input);
        next[mine.value] = oldest(at(state, mine.value), at(state, input.value));
        if (design.taint && at(state, input.ok) === 0) next[mine.ok] = 0;
        inherit(state, next, op.key, input.refs);
        for (const offset of [input.sequence, input.value, input.ok, input.verify, ...input.refs])
          next[offset] = 0;
        emit(`${me}: ${name(op.key)} uses ${name(op.input)}=v${at(state, input.value)}`, next);
        return;
      }
      case 'read':
        next[mine.value] = oldest(at(state, mine.value), at(state, all.db));
        emit(`${me}: ${name(op.key)} reads the database, v${at(state, all.db)}`, next);
        return;
      case 'publish': {
        const done = publish(state, next, op.key);
        emit(
          `${me}: publish ${name(op.key)}=v${at(state, mine.value)} ${done ? 'ok' : 'REFUSED'}`,
          next,
        );
        return;
      }
      case 'recheck':
        if (at(state, world.mark(op.guard).marker) > at(state, mine.refs[op.guard] ?? 0) - 1)
          next[mine.ok] = 0;
        emit(`${me}: looks at ${guards[op.guard]} again`, next);
        return;
      case 'self':
        if (at(state, mine.ok) === 0) next[entry.value] = 0;
        emit(`${me}: removes its own value if it was overtaken`, next);
        return;
      case 'end':
        if (at(state, entry.lease) === id) next[entry.lease] = 0;
        if (!op.nested) next[own.value] = at(state, mine.value);
        emit(`${me}: load of ${name(op.key)} ends`, next);
    }
  }
  const publishAt = program.findIndex((op) => op.op === 'publish' && op.key === key);
  const first = program.findIndex((op) => op.op === 'register' && op.key === key);
  const registerAt = first === -1 ? publishAt : first;
  return {
    id,
    key,
    pc: own.pc,
    published: own.published,
    value: own.value,
    registerAt,
    publishAt,
    run,
  };
}

function compile(world: World, key: number, nested: boolean): Op[] {
  const { design } = world;
  const first: Op[] = [
    { op: 'lease', key, nested },
    { op: 'sequence', key, nested },
  ];
  const program = design.sequenceFirst && !nested ? first.reverse() : first;
  for (const input of world.about(key).nested.map(world.keyAt)) {
    const inner = compile(world, input, true);
    program.push({ op: 'nest', key, input, skip: inner.length + 1 }, ...inner);
    program.push({ op: 'take', key, input });
  }
  if (world.about(key).reads) program.push({ op: 'read', key, nested });
  const guards = world.guardsOf(key).map(world.guardAt);
  const registers = guards.map((guard): Op => ({ op: 'register', key, guard }));
  const publish: Op = { op: 'publish', key, nested };
  if (design.order === 'naive') program.push(publish, ...registers);
  else program.push(...registers, publish);
  if (design.order === 'reg-write-check')
    program.push(...guards.map((guard): Op => ({ op: 'recheck', key, guard })), {
      op: 'self',
      key,
      nested,
    });
  program.push({ op: 'end', key, nested });
  return program;
}
