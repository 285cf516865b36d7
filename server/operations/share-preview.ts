import { sharePreviewInputSchema } from '@/lib/contract';
import { requirePreview } from '@/server/queries/stored-preview';
import { audited } from './audited';

const hourMs = 3_600_000;

/** Makes a link that shows this one preview, read-only, to whoever has it, until it expires. */
export const sharePreview = audited({
  action: 'preview.share',
  need: { role: 'viewer', scope: 'preview:write' },
  input: sharePreviewInputSchema,
  async plan(context, { id, expiresInHours }) {
    const { view } = await requirePreview(context, id);
    return { scope: { previewId: id, subject: view.subject, expiresInHours } };
  },
  async run(
    context,
    { id, expiresInHours },
  ): Promise<{ result: { url: string; expiresAt: string }; detail: unknown }> {
    const { view } = await requirePreview(context, id);
    const wanted = Date.now() + expiresInHours * hourMs;
    // The preview itself is gone then; a link that says it lives longer would lie.
    const expiresAt = new Date(Math.min(wanted, Date.parse(view.expiresAt)));
    const url = context.links.make(id, expiresAt);
    return {
      result: { url, expiresAt: expiresAt.toISOString() },
      detail: { expiresAt: expiresAt.toISOString() },
    };
  },
});
