// Options as a user gives them, checked once and turned into milliseconds.
import type { CodecName } from './codec';
import { FreshetError } from './errors';
import type { L1Settings } from './l1/l1';
import { checkKey, checkTag } from './names';
import type { ChangeEvent, EngineOptions, EntryOptions, InvalidationMode, Targets } from './types';

/** Tags and dependencies of one entry together. */
export const MAX_GUARDS_PER_ENTRY = 1000;
const MAX_LIFE_SECONDS = 10 * 365 * 86_400;

export interface Settings {
  namespace: string;
  ttlMs: number;
  swrMs: number;
  onStoreError: 'load' | 'throw';
  originConcurrency: number;
  leaseMs: number;
  maxLoadMs: number;
  waitMs: number;
  changeRules: ((event: ChangeEvent) => Targets) | null;
  touchedLimit: number;
  l1: L1Settings | null;
  codec: CodecName;
  /** Null: never. */
  compressAboveBytes: number | null;
}

export function settingsOf(options: EngineOptions): Settings {
  const positive = (name: keyof EngineOptions, value: number | undefined, fallback: number) => {
    const given = value ?? fallback;
    if (!Number.isFinite(given) || given <= 0) {
      throw new FreshetError('invalid-option', `${name} is ${given}: give a number above 0`);
    }
    return given;
  };
  const codec = options.codec ?? 'json';
  if (codec !== 'json' && codec !== 'msgpackr') {
    throw new FreshetError(
      'invalid-option',
      `codec is ${String(codec)}: give 'json' or 'msgpackr'`,
    );
  }
  return {
    namespace: options.namespace,
    ttlMs: secondsOf('ttl', options.ttl ?? 3600, 0.001),
    swrMs: secondsOf('swr', options.swr ?? 60, 0),
    onStoreError: options.onStoreError ?? 'load',
    originConcurrency: Math.ceil(positive('originConcurrency', options.originConcurrency, 16)),
    leaseMs: Math.ceil(positive('leaseMs', options.leaseMs, 3000)),
    maxLoadMs: positive('maxLoadMs', options.maxLoadMs, 30_000),
    waitMs: positive('waitMs', options.waitMs, 10_000),
    changeRules: options.changeRules ?? null,
    codec,
    compressAboveBytes:
      options.compressAboveBytes === undefined
        ? null
        : positive('compressAboveBytes', options.compressAboveBytes, 1),
    touchedLimit: Math.ceil(positive('touchedLimit', options.touchedLimit, 100)),
    l1: l1SettingsOf(options.l1 ?? false),
  };
}

function l1SettingsOf(options: EngineOptions['l1']): L1Settings | null {
  if (options === undefined || options === false) return null;
  const atLeast = (name: string, value: number, least: number) => {
    if (Number.isFinite(value) && value >= least) return value;
    throw new FreshetError('invalid-option', `l1.${name} is ${value}: give ${least} or more`);
  };
  const values = options.values ?? 'frozen';
  if (values !== 'frozen' && values !== 'clone') {
    throw new FreshetError(
      'invalid-option',
      `l1.values is ${String(values)}: give 'frozen' or 'clone'`,
    );
  }
  return {
    maxEntries: Math.floor(atLeast('maxEntries', options.maxEntries ?? 10_000, 1)),
    maxAgeMs: atLeast('maxAgeMs', options.maxAgeMs ?? 5000, 1),
    maxStaleMs: atLeast('maxStaleMs', options.maxStaleMs ?? 1000, 100),
    values,
  };
}

const DEFAULT_WALK_LIMIT = 128;

/** Throws `invalid-option` unless it is a whole number from 1 to 100,000. */
export function walkLimitOf({ walkLimit = DEFAULT_WALK_LIMIT }: EngineOptions): number {
  if (Number.isInteger(walkLimit) && walkLimit >= 1 && walkLimit <= 100_000) return walkLimit;
  throw new FreshetError(
    'invalid-option',
    `walkLimit is ${walkLimit}: give a whole number from 1 to 100,000`,
  );
}

/** Seconds → whole milliseconds; throws `invalid-option` naming the field. */
export function secondsOf(field: string, seconds: number, least: number): number {
  if (!Number.isFinite(seconds) || seconds < least || seconds > MAX_LIFE_SECONDS) {
    throw new FreshetError(
      'invalid-option',
      `${field} is ${seconds}: give seconds, ${least > 0 ? 'above 0' : '0 or more'} and at most ${MAX_LIFE_SECONDS}`,
    );
  }
  return Math.max(least > 0 ? 1 : 0, Math.round(seconds * 1000));
}

export interface EntryPlan {
  ttlMs: number;
  swrMs: number;
  cacheNull: boolean;
  onInvalidate: InvalidationMode;
}

export function entryPlanOf(options: EntryOptions, settings: Settings): EntryPlan {
  return {
    ttlMs: options.ttl === undefined ? settings.ttlMs : secondsOf('ttl', options.ttl, 0.001),
    swrMs: options.swr === undefined ? settings.swrMs : secondsOf('swr', options.swr, 0),
    cacheNull: options.cacheNull ?? false,
    onInvalidate: options.onInvalidate ?? 'hard',
  };
}

function checkAll(names: readonly string[], check: (name: string) => string): string[] {
  for (const name of names) check(name);
  return names.length < 2 ? [...names] : [...new Set(names)];
}

/** Checked and without doubles. */
export function checkGuards(
  tags: readonly string[],
  dependencies: readonly string[],
): { tags: string[]; dependencies: string[] } {
  const checked = {
    tags: checkAll(tags, checkTag),
    dependencies: checkAll(dependencies, checkKey),
  };
  const count = checked.tags.length + checked.dependencies.length;
  if (count > MAX_GUARDS_PER_ENTRY) {
    throw new FreshetError(
      'invalid-option',
      `${count} tags and dependencies on one entry: an entry has at most ${MAX_GUARDS_PER_ENTRY}`,
    );
  }
  return checked;
}
