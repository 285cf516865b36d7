import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { type AuditFilters, exportAddress } from './use-audit';

const kinds = ['csv', 'jsonl'] as const;

/** Everything that fits the filters, as a file. */
export function ExportLinks({ filters }: { filters: AuditFilters }) {
  return kinds.map((kind) => (
    <Button key={kind} asChild>
      <a href={exportAddress(kind, filters)} download>
        <Download aria-hidden /> {kind.toUpperCase()}
      </a>
    </Button>
  ));
}
