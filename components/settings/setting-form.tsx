'use client';

import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import type { z } from '@/lib/zod';
import { ActionProblem } from '@/components/shared/action-problem';
import { Age } from '@/components/shared/age';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import {
  type SettingName,
  settingSchemas,
  type SettingsView,
  type SettingValues,
} from '@/lib/contract';
import { showText } from '@/lib/show-text';
import { useSaveSetting } from './use-settings';

export type Faults = Partial<Record<string, string>>;

/** One section of Settings: its fields, who set it last, and Save. Checked with the schema that the server uses. */
export function SettingForm<N extends SettingName>({
  name,
  title,
  note,
  settings,
  valueOf,
  children,
}: {
  name: N;
  title: string;
  note: string;
  settings: SettingsView;
  valueOf: (form: FormData) => SettingValues[N];
  children: (faults: Faults) => ReactNode;
}) {
  const [faults, setFaults] = useState<Faults>({});
  const save = useSaveSetting(name);
  const changed = settings.changed[name];

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const schema: z.ZodType = settingSchemas[name];
    const value = valueOf(new FormData(event.currentTarget));
    const issues = schema.safeParse(value).error?.issues ?? [];
    setFaults(Object.fromEntries(issues.map((one) => [String(one.path[0] ?? ''), one.message])));
    if (issues.length === 0) save.mutate(value);
  }

  return (
    <Card aria-label={title}>
      <CardHeader title={title} note={note} />
      <form onSubmit={submit} className="grid max-w-xl gap-4 p-4" noValidate>
        {children(faults)}
        <ActionProblem error={save.error} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : 'Save'}
          </Button>
          <p className="text-xs text-ink-muted">
            {changed === null ? (
              'As delivered: nobody has changed it.'
            ) : (
              <>
                Set by <bdi>{showText(changed.by)}</bdi> <Age at={changed.at} />.
              </>
            )}
          </p>
        </div>
      </form>
    </Card>
  );
}
