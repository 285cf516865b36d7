import type { Metadata } from 'next';
import Link from 'next/link';
import { AuthCard } from '@/components/auth/auth-card';
import { SetupForm } from '@/components/auth/setup-form';
import { isSetupLinkValid } from '@/server/http/page-session';

// The token is in the address: it must not travel on to other sites.
export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function SetupPage({ searchParams }: Props) {
  const { token } = await searchParams;
  if (typeof token !== 'string' || token === '' || !(await isSetupLinkValid(token)))
    return (
      <AuthCard
        title="Set up"
        description="This page needs the one-time link that the console prints while it has no user. A used link, or one older than a day, no longer works: restart the console for a new one."
      >
        <Link href="/sign-in" className="text-[13px] text-accent-strong underline">
          Sign in instead
        </Link>
      </AuthCard>
    );
  return (
    <AuthCard
      title="Create the first administrator"
      description="Everyone else is added later by this person. The link works once."
    >
      <SetupForm token={token} />
    </AuthCard>
  );
}
