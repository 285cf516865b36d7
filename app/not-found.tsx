import Link from 'next/link';
import { AuthCard } from '@/components/auth/auth-card';

export default function NotFound() {
  return (
    <AuthCard
      title="There is no such page"
      description="The address may be mistyped, or from another version of the console."
    >
      <Link href="/" className="text-[13px] font-medium text-accent-strong underline">
        To the overview
      </Link>
    </AuthCard>
  );
}
