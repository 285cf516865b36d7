import { z } from 'zod';
import { hasDrifted } from '@/lib/confirm-ladder';
import type { PreviewDrift, PreviewView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { findPreview, type StoredPreview } from '@/server/plans/previews';
import { readGuardrails } from './guardrails';
import { defineQuery } from './query';

const need = { role: 'viewer', scope: 'preview:write' } as const;
const input = z.object({ id: z.string().min(1).max(100) });

/** A stored preview. Throws `not-found` when there is none or its time has passed. */
export async function requirePreview(
  { db }: Pick<Context, 'db'>,
  id: string,
): Promise<StoredPreview> {
  const found = await findPreview(db, id);
  if (found) return found;
  throw new Refusal(
    'not-found',
    `There is no preview ${id}. They are kept for 15 days: make a new one.`,
  );
}

/** A preview as it was computed. */
export const getStoredPreview = defineQuery({
  need,
  input,
  read: async (context, { id }): Promise<PreviewView> => (await requirePreview(context, id)).view,
});

/** What the preview would be now, against what it was. */
export const getPreviewDrift = defineQuery({
  need,
  input,
  read: async (context, { id }): Promise<PreviewDrift> =>
    readDrift(context, await requirePreview(context, id)),
});

export async function readDrift(
  { cache, db }: Pick<Context, 'cache' | 'db'>,
  { view, targets }: StoredPreview,
): Promise<PreviewDrift> {
  const [now, rails] = await Promise.all([
    cache.preview(targets, { sampleLimit: 0, emptyLimit: 0 }),
    readGuardrails({ db }),
  ]);
  return {
    checkedAt: new Date().toISOString(),
    seen: view.impact.total,
    now: now.total,
    same: now.fingerprint === view.impact.fingerprint,
    drifted: hasDrifted(view.impact.total, now.total, rails.driftTolerance),
  };
}
