// Previews that are kept: what was asked, what was seen, and for how long it may be acted on.
import { type PreviewView, previewSchema } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import type { Targets } from '@/server/freshet';

/** Longer than any share link lives. */
export const previewLifeMs = 15 * 86_400_000;

export interface StoredPreview {
  view: PreviewView;
  targets: Targets;
}

/** Keeps a preview, and forgets those whose time has passed. */
export async function storePreview(
  { sql }: Pick<Database, 'sql'>,
  { view, targets }: StoredPreview,
): Promise<void> {
  await sql.deleteFrom('preview').where('expires_at', '<', view.createdAt).execute();
  await sql
    .insertInto('preview')
    .values({
      id: view.id,
      created_at: view.createdAt,
      expires_at: view.expiresAt,
      targets: JSON.stringify(targets),
      view: JSON.stringify(view),
    })
    .execute();
}

/** Null when there is none, its time has passed, or another version of the console wrote what this one cannot read. */
export async function findPreview(
  { sql }: Pick<Database, 'sql'>,
  id: string,
  now: Date = new Date(),
): Promise<StoredPreview | null> {
  const row = await sql
    .selectFrom('preview')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (!row) return null;
  const view = previewSchema.safeParse(JSON.parse(row.view));
  if (!view.success) return null;
  return { view: view.data, targets: JSON.parse(row.targets) as Targets };
}
