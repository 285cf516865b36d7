'use client';

import { Plus } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { GatedButton } from '@/components/purge/gated-button';
import { DataTable } from '@/components/shared/data-table';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { useWhyNotAdmin } from '@/components/shared/session';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Card, CardHeader } from '@/components/ui/card';
import type { RuleView } from '@/lib/contract';
import { ruleColumns } from './rule-columns';
import { RuleDialog } from './rule-dialog';
import { TryIt } from './try-it';
import { useRules } from './use-events';
import { useSwitchRule } from './use-rule-actions';

const idOf = (rule: RuleView) => rule.id;

/** What events stand for: the rules in their order, and a box to try an event on them. */
export function RulesTab() {
  const [editing, setEditing] = useQueryState('rule', parseAsString);
  const rules = useRules();
  const whyNot = useWhyNotAdmin();
  const { mutate: switchRule } = useSwitchRule();
  const columns = useMemo(
    () =>
      ruleColumns({
        whyNot,
        onEdit: (id) => void setEditing(id),
        onSwitch: (rule, enabled) => switchRule({ rule, enabled }),
      }),
    [whyNot, setEditing, switchRule],
  );
  const list = rules.data?.rules;
  const edited = list?.find((rule) => rule.id === editing && !rule.builtIn) ?? null;
  return (
    <div className="grid gap-4">
      {rules.isError && list && (
        <StaleDataNote
          what="Rules could not be refreshed"
          error={rules.error}
          onRetry={() => void rules.refetch()}
          dataAt={rules.dataUpdatedAt}
        />
      )}
      <Card aria-label="Rules">
        <CardHeader
          title="Rules"
          note="Asked from top to bottom; what all that match name is invalidated in one wave."
          actions={
            <GatedButton size="sm" whyNot={whyNot} onClick={() => void setEditing('new')}>
              <Plus aria-hidden /> New rule
            </GatedButton>
          }
        />
        {rules.isPending && <TableSkeleton label="Reading the rules" />}
        {rules.isError && !list && (
          <ErrorState
            what="Rules could not be read"
            error={rules.error}
            onRetry={() => void rules.refetch()}
          />
        )}
        {list && <DataTable label="Rules" columns={columns} rows={list} rowKey={idOf} />}
        <p className="border-t border-line px-4 py-2.5 text-xs text-ink-muted">
          They decide for events that are posted here. A service that tells the engine itself
          decides with its own <code className="font-mono">changeRules</code>.
        </p>
      </Card>
      <TryIt />
      {whyNot === null && (editing === 'new' || edited) && (
        <RuleDialog key={editing} rule={edited} onClose={() => void setEditing(null)} />
      )}
    </div>
  );
}
