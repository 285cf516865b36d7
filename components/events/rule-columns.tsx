import { Pencil } from 'lucide-react';
import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { StoredText } from '@/components/shared/stored-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { RuleView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';

/** What the rule names: keys and tags as templates. */
function RuleTargets({ rule }: { rule: RuleView }) {
  if (rule.builtIn)
    return (
      <span className="text-ink-muted">
        Key and tag entity:id, the event’s own tags, and the tag entity when something comes or goes
      </span>
    );
  const all = [
    ...rule.keys.map((text) => ['key', text] as const),
    ...rule.tags.map((text) => ['tag', text] as const),
  ];
  if (all.length === 0) return <span className="text-ink-muted">Nothing: it stops the others</span>;
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {all.map(([kind, text]) => (
        <span
          key={`${kind} ${text}`}
          className="inline-flex max-w-full min-w-0 items-center gap-1 rounded-sm bg-sunken px-1.5 py-0.5 text-xs"
        >
          <span className="text-ink-muted">{kind}</span>
          <StoredText text={text} className="text-xs" />
        </span>
      ))}
    </span>
  );
}

export function ruleColumns(actions: {
  whyNot: string | null;
  onEdit: (id: string) => void;
  onSwitch: (rule: RuleView, enabled: boolean) => void;
}): readonly Column<RuleView>[] {
  return [
    {
      id: 'name',
      header: 'Rule',
      width: 'minmax(0,1fr)',
      primary: true,
      cell: (rule) => (
        <span className="flex min-w-0 items-center gap-2">
          <bdi className="truncate">{showText(rule.name)}</bdi>
          {rule.stop && <Badge title="Rules after it are not asked">stops</Badge>}
        </span>
      ),
    },
    {
      id: 'when',
      header: 'When',
      width: 'minmax(0,1fr)',
      wide: true,
      cell: (rule) => (
        <StoredText
          text={`${rule.entity} ${rule.types.length === 0 ? 'of any type' : rule.types.join(', ')}`}
        />
      ),
    },
    {
      id: 'targets',
      header: 'Then invalidate',
      width: 'minmax(0,2fr)',
      wide: true,
      cell: (rule) => <RuleTargets rule={rule} />,
    },
    {
      id: 'hits',
      header: 'Matched',
      width: '76px',
      align: 'right',
      cell: (rule) => <span className="tabular">{formatCount(rule.hits)}</span>,
    },
    {
      id: 'last',
      header: 'Last match',
      width: '92px',
      align: 'right',
      cell: (rule) =>
        rule.lastHitAt === null ? (
          <span className="text-ink-muted">never</span>
        ) : (
          <Age at={rule.lastHitAt} className="tabular text-ink-muted" />
        ),
    },
    {
      id: 'on',
      header: 'On',
      width: '44px',
      cell: (rule) => (
        <label className="grid size-6 place-items-center">
          <span className="sr-only">Rule {showText(rule.name)} is on</span>
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={rule.enabled}
            disabled={actions.whyNot !== null}
            title={actions.whyNot ?? undefined}
            onChange={(event) => actions.onSwitch(rule, event.target.checked)}
          />
        </label>
      ),
    },
    {
      id: 'edit',
      header: 'Change',
      hideHeader: true,
      width: '36px',
      align: 'right',
      cell: (rule) =>
        !rule.builtIn &&
        actions.whyNot === null && (
          <Button
            variant="ghost"
            size="iconSm"
            aria-label={`Change the rule ${showText(rule.name)}`}
            onClick={() => actions.onEdit(rule.id)}
          >
            <Pencil aria-hidden />
          </Button>
        ),
    },
  ];
}
