// What a share link shows. No actor: the signed link is the permission, and it opens this one preview only.
import type { PreviewDrift, PreviewView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { findPreview, type StoredPreview } from '@/server/plans/previews';
import { readDrift } from './stored-preview';

type Parts = Pick<Context, 'cache' | 'db'>;

export interface SharedPreview {
  preview: PreviewView;
  /** Null: it could not be looked at now. */
  drift: PreviewDrift | null;
}

/** A plan costs Redis work, and anybody with the link may reload the page: one look a minute serves all. */
const goodForMs = 60_000;
const remembered = 200;
const looks = new Map<string, { at: number; drift: Promise<PreviewDrift | null> }>();

/** Null when the preview is no longer kept. */
export async function readSharedPreview(parts: Parts, id: string): Promise<SharedPreview | null> {
  const stored = await findPreview(parts.db, id);
  if (!stored) return null;
  return { preview: stored.view, drift: await lookOnce(parts, stored) };
}

function lookOnce(parts: Parts, stored: StoredPreview): Promise<PreviewDrift | null> {
  const { id } = stored.view;
  const last = looks.get(id);
  if (last && performance.now() - last.at < goodForMs) return last.drift;
  const drift = readDrift(parts, stored).catch(() => {
    // Not remembered: the next reader tries again.
    looks.delete(id);
    return null;
  });
  looks.delete(id);
  looks.set(id, { at: performance.now(), drift });
  for (const oldest of looks.keys()) {
    if (looks.size <= remembered) break;
    looks.delete(oldest);
  }
  return drift;
}
