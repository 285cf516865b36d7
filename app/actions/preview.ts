'use server';

import { previewInputSchema } from '@/lib/contract';
import { signedInAction } from '@/server/http/action-client';
import { getPreview } from '@/server/queries/preview';

/** What a purge of these targets would reach. Signed-in people only; the query checks the role again. */
export const previewImpact = signedInAction
  .inputSchema(previewInputSchema)
  .action(({ parsedInput, ctx }) => getPreview(ctx.context, parsedInput));
