// A small shop under load: products, listings made of products, a home page made of listings; readers, loaders and
// invalidators on several caches at once, watched by the history checker.
import type { Freshet } from '@/server/freshet';
import { Random } from '../../simulator/random';
import { createHistory, type History } from './history';

const GROUPS = 3;
const PER_GROUP = 4;
const rows = Array.from({ length: GROUPS * PER_GROUP }, (_, index) => String(index));
const groupOf = (row: string) => String(Number(row) % GROUPS);
const inGroup = (group: string) => rows.filter((row) => groupOf(row) === group);

type Versions = Record<string, number>;

export interface LoadOptions {
  seed: number;
  readers?: number;
  writers?: number;
  /** Seconds. Short, so that entries expire under the load, too. */
  ttl?: number;
}

export interface Load {
  readonly history: History;
  /** Errors callers got, by code; what an invalidator got and tried again is counted as `retried`. */
  readonly errors: Readonly<Record<string, number>>;
  readonly retried: number;
  stop(): Promise<void>;
}

interface Shop {
  product(row: string): Promise<Versions>;
  listing(group: string): Promise<Versions>;
  home(): Promise<Versions>;
}

function openShop(cache: Freshet, history: History, random: Random, ttl: number): Shop {
  // The data is read first and handed over later: what may go wrong in between is what we are here for.
  const slowly = async <T>(value: T): Promise<T> => {
    const turns = random.below(4);
    if (turns > 0) await pause(turns);
    return value;
  };
  const product = cache.define('product', {
    key: 'product:{id}',
    ttl,
    swr: 0,
    load: ({ id }) => slowly<Versions>({ [id]: history.current(id) }),
    tags: ({ id }) => [`group:${groupOf(id)}`],
  });
  const listing = cache.define('listing', {
    key: 'listing:{group}',
    ttl,
    swr: 0,
    load: async ({ group }) =>
      slowly(merge(await Promise.all(inGroup(group).map((id) => product.get({ id }))))),
  });
  const home = cache.define('home', {
    key: 'home:{page}',
    ttl,
    swr: 0,
    load: async () => {
      const groups = Array.from({ length: GROUPS }, (_, group) => listing.get({ group }));
      return slowly(merge(await Promise.all(groups)));
    },
  });
  return {
    product: (id) => product.get({ id }),
    listing: (group) => listing.get({ group }),
    home: () => home.get({ page: 'main' }),
  };
}

function merge(parts: readonly Versions[]): Versions {
  return Object.assign({}, ...parts);
}

/** Starts readers and invalidators on these caches; they go on until `stop`. */
export function startLoad(caches: readonly Freshet[], options: LoadOptions): Load {
  const random = new Random(options.seed);
  const history = createHistory(rows);
  const shops = caches.map((cache) => openShop(cache, history, random, options.ttl ?? 1));
  const errors: Record<string, number> = {};
  let retried = 0;
  let stopped = false;

  async function read(): Promise<void> {
    const shop = random.pick(shops);
    const [key, load] = random.pick([
      ['product', () => shop.product(random.pick(rows))],
      ['listing', () => shop.listing(String(random.below(GROUPS)))],
      ['home', () => shop.home()],
    ] as const);
    const seen = history.reading(key);
    try {
      seen(await load());
    } catch (error) {
      const code = codeOf(error);
      errors[code] = (errors[code] ?? 0) + 1;
      await nextTurn();
    }
  }

  async function write(): Promise<void> {
    const row = random.pick(rows);
    const group = groupOf(row);
    const cache = random.pick(caches);
    history.commit(row);
    const [covered, invalidate] = random.pick([
      [[row], () => cache.handleDataChange({ type: 'updated', entity: 'product', id: row })],
      [[row], () => cache.invalidateByKey(`product:${row}`)],
      [inGroup(group), () => cache.invalidateByTag(`group:${group}`)],
    ] as const);
    const resolved = history.invalidating(covered);
    while (!stopped) {
      try {
        await invalidate();
        resolved();
        // Not so often that nothing is ever a hit.
        await pause(random.below(12));
        return;
      } catch {
        // Not resolved, so nothing was promised: the caller tries again, as it must.
        retried++;
        await nextTurn();
      }
    }
  }

  const lane = async (step: () => Promise<void>) => {
    while (!stopped) await step();
  };
  const lanes = [
    ...Array.from({ length: options.readers ?? 12 }, () => lane(read)),
    ...Array.from({ length: options.writers ?? 2 }, () => lane(write)),
  ];
  return {
    history,
    errors,
    get retried() {
      return retried;
    },
    async stop() {
      stopped = true;
      await Promise.all(lanes);
    },
  };
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return String(error);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const nextTurn = () => pause(1);
