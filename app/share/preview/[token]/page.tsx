import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { SharedPreview } from '@/components/preview/shared-preview';
import { decodeParam } from '@/lib/route-param';
import { openShareLink } from '@/server/http/page-session';
import { readSharedPreview } from '@/server/queries/shared-preview';

// The link is a key: no search engine keeps it, and it does not travel on to other sites.
export const metadata: Metadata = {
  title: 'Shared preview',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const opened = await openShareLink(decodeParam(token), readSharedPreview);
  if (opened.state === 'open')
    return <SharedPreview {...opened.shown} expiresAt={opened.expiresAt} />;
  return opened.state === 'busy' ? (
    <AuthCard
      title="Too many readers at once"
      description="This link is opened very often just now. Try again in a minute."
    >
      {null}
    </AuthCard>
  ) : (
    <AuthCard
      title="This link shows nothing"
      description="It may be over, or not copied whole. Ask whoever sent it for a new one."
    >
      {null}
    </AuthCard>
  );
}
