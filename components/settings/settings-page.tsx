'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { PageHeader } from '@/components/shared/page-header';
import { useSession } from '@/components/shared/session';
import { Segmented } from '@/components/ui/segmented';
import { AccountTab } from './account-tab';
import { Loaded } from './loaded';
import { EnvironmentForm, GuardrailsForm, MasksForm, RetentionForm } from './section-forms';
import { TokensTab } from './tokens-tab';
import { useSettings } from './use-settings';
import { UsersTab } from './users-tab';

const tabs = ['users', 'tokens', 'guardrails', 'masks', 'more', 'account'] as const;
type Tab = (typeof tabs)[number];
const labels: Record<Tab, string> = {
  users: 'Users',
  tokens: 'API tokens',
  guardrails: 'Guardrails',
  masks: 'Masked fields',
  more: 'Retention, environment',
  account: 'Your account',
};

/** People, tokens and the rules of the house; for those who are no administrators, their own account. */
export function SettingsPage() {
  const isAdmin = useSession().role === 'admin';
  const [chosen, setTab] = useQueryState('tab', parseAsStringLiteral(tabs));
  const tab = isAdmin ? (chosen ?? 'users') : 'account';
  return (
    <>
      <PageHeader
        title="Settings"
        description={
          isAdmin
            ? 'Who may do what, and what the console asks for. Every change is in the audit trail.'
            : 'Your own account. People, tokens and guardrails are for administrators.'
        }
      />
      {isAdmin && (
        <div className="mb-4 overflow-x-auto">
          <Segmented
            label="Section"
            value={tab}
            options={tabs.map((value) => ({ value, label: labels[value] }))}
            onChange={(next) => void setTab(next)}
          />
        </div>
      )}
      {tab === 'users' && <UsersTab />}
      {tab === 'tokens' && <TokensTab />}
      {tab === 'account' && <AccountTab />}
      {(tab === 'guardrails' || tab === 'masks' || tab === 'more') && <Sections tab={tab} />}
    </>
  );
}

function Sections({ tab }: { tab: Tab }) {
  const settings = useSettings();
  return (
    <Loaded query={settings} what="Settings">
      {(data) => (
        <div className="grid gap-4">
          {tab === 'guardrails' && <GuardrailsForm settings={data} />}
          {tab === 'masks' && <MasksForm settings={data} />}
          {tab === 'more' && (
            <>
              <RetentionForm settings={data} />
              <EnvironmentForm settings={data} />
            </>
          )}
        </div>
      )}
    </Loaded>
  );
}
