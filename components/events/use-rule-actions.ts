'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { api, apiPath } from '@/lib/api-client';
import { type RuleInput, ruleResultSchema, type RuleView } from '@/lib/contract';

/** Makes a rule, or gives an old one a new form. */
export function useSaveRule(id: string | null, onDone: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (rule: RuleInput) =>
      id === null
        ? api.post(apiPath('/rules'), rule, ruleResultSchema)
        : api.put(apiPath(`/rules/${encodeURIComponent(id)}`), rule, ruleResultSchema),
    onSuccess: ({ rule }) => {
      toast.success(`Rule “${rule.name}” ${id === null ? 'made' : 'changed'}`);
      refresh();
      onDone();
    },
  });
}

/** Switches a rule on or off; also the built-in one. */
export function useSwitchRule() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ rule, enabled }: { rule: RuleView; enabled: boolean }) => {
      const { name, entity, types, keys, tags, stop, position } = rule;
      const fields = rule.builtIn ? {} : { name, entity, types, keys, tags, stop };
      const url = apiPath(`/rules/${encodeURIComponent(rule.id)}`);
      return api.put(url, { ...fields, position, enabled }, ruleResultSchema);
    },
    onSuccess: ({ rule }) => {
      toast.success(`Rule “${rule.name}” is ${rule.enabled ? 'on' : 'off'}`);
      refresh();
    },
    onError: (error) => toast.error('The rule was not changed', { description: error.message }),
  });
}

export function useDeleteRule(onDone: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) =>
      api.delete(apiPath(`/rules/${encodeURIComponent(id)}`), ruleResultSchema),
    onSuccess: ({ rule }) => {
      toast.success(`Rule “${rule.name}” deleted`);
      refresh();
      onDone();
    },
  });
}

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const word of ['rules', 'audit']) void client.invalidateQueries({ queryKey: [word] });
  };
}
