'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { PageHeader } from '@/components/shared/page-header';
import { Segmented } from '@/components/ui/segmented';
import { DeadLettersTab } from './dead-letters-tab';
import { LogTab } from './log-tab';
import { RulesTab } from './rules-tab';
import { SourcesTab } from './sources-tab';

const tabs = ['sources', 'log', 'dead', 'rules'] as const;
const options = [
  { value: 'sources', label: 'Sources' },
  { value: 'log', label: 'Log' },
  { value: 'dead', label: 'Dead letters' },
  { value: 'rules', label: 'Rules' },
] as const;

/** Change events: who sends them, what became of each, and the rules that say what they stand for. */
export function EventsPage() {
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('sources'));
  return (
    <>
      <PageHeader
        title="Events"
        description="Facts from outside: each is kept before it is acted on, and starts one wave."
        actions={
          <Segmented
            label="View"
            value={tab}
            options={options}
            onChange={(next) => void setTab(next)}
          />
        }
      />
      {tab === 'sources' && <SourcesTab />}
      {tab === 'log' && <LogTab />}
      {tab === 'dead' && <DeadLettersTab />}
      {tab === 'rules' && <RulesTab />}
    </>
  );
}
