'use client';

import { SearchBox } from '@/components/shared/search-box';
import { Select } from '@/components/ui/input';
import { type AuditFilters, useAuditActions } from './use-audit';
import { outcomes, outcomeWords } from './audit-words';

export function AuditFilterBar({
  filters,
  onChange,
}: {
  filters: AuditFilters;
  onChange: (next: Partial<AuditFilters>) => void;
}) {
  const actions = useAuditActions().data?.actions ?? [];
  const known = actions.includes(filters.action) || filters.action === '';
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search the audit trail"
        placeholder="Actor, scope, reason, request…"
        value={filters.search}
        onChange={(search) => onChange({ search })}
      />
      <Select
        aria-label="Action"
        value={filters.action}
        onChange={(event) => onChange({ action: event.target.value })}
      >
        <option value="">All actions</option>
        {(known ? actions : [filters.action, ...actions]).map((action) => (
          <option key={action} value={action}>
            {action}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Outcome"
        value={filters.outcome}
        onChange={(event) => onChange({ outcome: event.target.value })}
      >
        <option value="">All outcomes</option>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {outcomeWords[outcome].word}
          </option>
        ))}
      </Select>
    </div>
  );
}
