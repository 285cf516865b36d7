'use server';

import { setupAction } from '@/server/http/setup-action';
import { claimSetup, claimSetupSchema } from '@/server/operations/claim-setup';

/** Makes the first administrator. The one-time link is the authority; afterwards they sign in like everyone. */
export const claimSetupLink = setupAction
  .inputSchema(claimSetupSchema)
  .action(async ({ parsedInput, ctx }) => {
    await claimSetup(ctx.context, parsedInput);
    return { email: parsedInput.email.toLowerCase() };
  });
