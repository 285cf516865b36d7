'use client';

import { ScrollText } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { HugeNote } from '@/components/shared/huge-note';
import { NewRowsButton } from '@/components/shared/new-rows-button';
import { PageHeader } from '@/components/shared/page-header';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useNewRows } from '@/components/shared/use-new-rows';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { AuditRowView } from '@/lib/contract';
import { auditColumns } from './audit-columns';
import { AuditDetail } from './audit-detail';
import { AuditFilterBar } from './audit-filters';
import { outcomes } from './audit-words';
import { ChainResult, VerifyButton } from './chain-check';
import { ExportLinks } from './export-links';
import { type AuditFilters, useAudit, useVerifyChain } from './use-audit';

const idOf = (row: AuditRowView) => row.id;

const params = {
  q: parseAsString.withDefault(''),
  action: parseAsString.withDefault(''),
  outcome: parseAsStringLiteral(['', ...outcomes] as const).withDefault(''),
  row: parseAsString,
};

/** Every change and every refusal: who, what, why, with what outcome. */
export function AuditPage() {
  const [view, setView] = useQueryStates(params);
  const filters: AuditFilters = { search: view.q, action: view.action, outcome: view.outcome };
  const audit = useAudit(filters);
  const verify = useVerifyChain();
  const rows = useMemo(() => audit.data?.pages.flatMap((page) => page.rows) ?? [], [audit.data]);
  const { shown, newCount, showNew } = useNewRows(rows, idOf, JSON.stringify(filters));
  const open = useCallback((id: string) => void setView({ row: id }), [setView]);
  const columns = useMemo(() => auditColumns(open), [open]);
  const change = useCallback(
    (next: Partial<AuditFilters>) => {
      const outcome = next.outcome === undefined ? undefined : params.outcome.parse(next.outcome);
      void setView({
        ...(next.search !== undefined && { q: next.search || null }),
        ...(next.action !== undefined && { action: next.action || null }),
        ...(outcome !== undefined && { outcome: outcome || null }),
      });
    },
    [setView],
  );
  const total = audit.data?.pages[0]?.total ?? 0;
  const filtered = view.q !== '' || view.action !== '' || view.outcome !== '';
  return (
    <>
      <PageHeader
        title="Audit"
        description="Every change and every refusal, in a chain in which no record can be altered unseen."
        actions={
          <>
            <ExportLinks filters={filters} />
            <VerifyButton verify={verify} />
          </>
        }
      />
      <ChainResult verify={verify} />
      <div className="flex flex-wrap items-start gap-x-2">
        <AuditFilterBar filters={filters} onChange={change} />
        <span className="ml-auto">
          <NewRowsButton count={newCount} onShow={showNew} />
        </span>
      </div>
      {audit.isError && rows.length > 0 && (
        <StaleDataNote
          what="The audit trail could not be refreshed"
          error={audit.error}
          onRetry={() => void audit.refetch()}
          dataAt={audit.dataUpdatedAt}
        />
      )}
      <Card aria-label="Audit trail">
        {audit.isPending && <TableSkeleton label="Reading the audit trail" />}
        {audit.isError && rows.length === 0 && (
          <ErrorState
            what="The audit trail could not be read"
            error={audit.error}
            onRetry={() => void audit.refetch()}
            stillWorks="While it is away, purging and warming are refused."
          />
        )}
        {audit.isSuccess && rows.length === 0 && (
          <NoRows filtered={filtered} onClear={() => void setView(null)} />
        )}
        {shown.length > 0 && (
          <>
            <DataTable
              label="Audit trail"
              columns={columns}
              rows={shown}
              rowKey={idOf}
              selectedKey={view.row}
            />
            <div className="flex min-h-11 items-center gap-3 px-4 py-2">
              <HugeNote
                shown={shown.length}
                total={Math.max(total, shown.length)}
                what="records"
                one="record"
              />
              {audit.hasNextPage && (
                <Button
                  size="sm"
                  disabled={audit.isFetchingNextPage}
                  onClick={() => void audit.fetchNextPage()}
                >
                  {audit.isFetchingNextPage ? 'Reading…' : 'Show older'}
                </Button>
              )}
            </div>
          </>
        )}
      </Card>
      <AuditDetail
        row={rows.find((row) => row.id === view.row) ?? null}
        onClose={() => void setView({ row: null })}
      />
    </>
  );
}

function NoRows({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return (
    <EmptyState
      icon={ScrollText}
      title={filtered ? 'No record matches' : 'Nothing has been done yet'}
      action={filtered && <Button onClick={onClear}>Clear the filters</Button>}
    >
      {filtered
        ? 'Widen the search or choose another action or outcome.'
        : 'Purges, warms, events and sign-in changes are recorded here, refusals too.'}
    </EmptyState>
  );
}
