// Every write goes through here, always in the same order: allowed? → parse → plan (may refuse) → intent → do → outcome.
// The intent is durable before anything happens: when the audit store is away, nothing happens.
import type { z } from 'zod';
import type { Need } from '@/server/auth/actor';
import { authorise } from '@/server/auth/authorise';
import type { Context } from '@/server/auth/context';
import { parseInput } from '@/server/auth/parse-input';
import { isRefusal } from '@/server/auth/refusal';
import { summarise } from './summarise';

export interface Plan {
  /** What it is about; long lists are summarised with their size and hash. */
  scope: unknown;
  impact?: unknown;
  reason?: string | undefined;
}

export interface Done<R> {
  result: R;
  waveId?: string | null;
  detail?: unknown;
}

export interface OperationDefinition<I, R> {
  /** `entity.verb`. */
  action: string;
  need: Need;
  input: z.ZodType<I>;
  /** Looks before the leap; throws a Refusal when policy says no. Must not change anything. */
  plan(context: Context, input: I): Promise<Plan> | Plan;
  run(context: Context, input: I): Promise<Done<R>>;
  /** What a refusal shows of an input that was not parsed yet. Default: all of it. */
  scopeOf?: (input: unknown) => unknown;
}

export interface Operation<R> {
  (context: Context, input: unknown): Promise<R & { auditId: string }>;
  readonly action: string;
  readonly need: Need;
}

/** Makes an audited operation. It throws `forbidden`, other refusals, `audit-unavailable`, or what `run` throws. */
export function audited<I, R extends object>(definition: OperationDefinition<I, R>): Operation<R> {
  const { action, need } = definition;

  async function operate(context: Context, raw: unknown): Promise<R & { auditId: string }> {
    const scopeOfRaw = () => summarise(definition.scopeOf ? definition.scopeOf(raw) : raw);
    await recordRefusal(context, action, scopeOfRaw, () => authorise(context.actor, need));
    const input = parseInput(definition.input, raw);
    const plan = await recordRefusal(context, action, scopeOfRaw, () =>
      definition.plan(context, input),
    );
    const { actor, requestId, audit } = context;
    const auditId = await audit.intent({
      actor,
      action,
      requestId,
      scope: summarise(plan.scope),
      impact: plan.impact,
      reason: plan.reason,
    });
    const { result, waveId, detail } = await definition.run(context, input).catch(async (error) => {
      await closeIntent(context, auditId, { outcome: 'failed', detail: describe(error) });
      throw error;
    });
    await closeIntent(context, auditId, { outcome: 'done', waveId: waveId ?? null, detail });
    return { ...result, auditId };
  }

  return Object.assign(operate, { action, need });
}

/** Runs a check; when it refuses, the refusal is recorded before the caller hears of it. */
async function recordRefusal<T>(
  context: Context,
  action: string,
  scope: () => unknown,
  check: () => Promise<T> | T,
): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { actor, requestId, audit, log } = context;
    const entry = { actor, action, requestId, scope: scope(), detail: describe(error) };
    // Refused either way; a store that is away must not turn the answer into something else.
    await audit
      .refusal(entry)
      .catch((cause: unknown) => log.error({ err: cause, requestId }, 'refusal not recorded'));
    throw error;
  }
}

// The action has happened: a store that went away now must not make it look undone. The row stays `unknown`.
async function closeIntent(
  { audit, log, requestId }: Context,
  auditId: string,
  outcome: Parameters<Context['audit']['outcome']>[1],
): Promise<void> {
  await audit
    .outcome(auditId, outcome)
    .catch((cause: unknown) => log.error({ err: cause, requestId, auditId }, 'outcome unknown'));
}

function describe(error: unknown): { code: string; message: string; details?: unknown } {
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'internal';
  return {
    code,
    message: error.message,
    ...('details' in error ? { details: error.details } : {}),
  };
}
