import type { Metadata } from 'next';
import { ApiPage } from '@/components/docs/api-page';

export const metadata: Metadata = { title: 'API reference' };

export default function Page() {
  return <ApiPage />;
}
