import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/components/auth/auth-card';
import { SignInForm } from '@/components/auth/sign-in-form';
import { safePath } from '@/lib/safe-path';
import { isSignedIn } from '@/server/http/page-session';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const path = safePath(typeof next === 'string' ? next : null);
  if (await isSignedIn()) redirect(path);
  return (
    <AuthCard
      title="Sign in"
      description="First start? Use the set-up link that the console prints when it has no user yet."
    >
      <SignInForm next={path} />
    </AuthCard>
  );
}
