'use client';

import {
  createParser,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useMemo } from 'react';
import { MAX_BUDGET, MAX_FOLD } from './graph-summary';

export const MAX_DEPTH = 5;

/** Out-of-range numbers in a hand-made address are pulled into range: the server would refuse them. */
function parseAsWithin(least: number, most: number) {
  return createParser({
    parse: (text) => {
      const value = parseAsInteger.parse(text);
      return value === null ? null : Math.min(most, Math.max(least, value));
    },
    serialize: String,
  });
}
const parseAsFocus = createParser({
  parse: (text) => (/^(tag|key):./s.test(text) && text.length <= 600 ? text : null),
  serialize: (text: string) => text,
});

const parsers = {
  focus: parseAsFocus,
  /** A selector (lib/selectors); instead of a focus. */
  select: parseAsString,
  /** A past wave, played step by step; instead of both. */
  wave: parseAsString,
  step: parseAsWithin(0, 1_000).withDefault(0),
  up: parseAsWithin(0, MAX_DEPTH).withDefault(1),
  down: parseAsWithin(0, MAX_DEPTH).withDefault(1),
  fold: parseAsWithin(1, MAX_FOLD).withDefault(12),
  budget: parseAsWithin(10, MAX_BUDGET).withDefault(200),
  view: parseAsStringLiteral(['graph', 'table'] as const).withDefault('graph'),
  selected: parseAsString,
  sort: parseAsString,
  desc: parseAsBoolean.withDefault(false),
};

/** Another part of the graph: what belonged to the last one is left behind. */
const elsewhere = {
  focus: null,
  select: null,
  wave: null,
  step: null,
  selected: null,
  up: null,
  down: null,
  fold: null,
  budget: null,
};

/** Everything that makes up the view lives in the address: copying it shares the view. */
export function useGraphState() {
  const [state, setState] = useQueryStates(parsers, { history: 'replace' });
  const actions = useMemo(
    () => ({
      /** Opens the key level around a tag or entry, or the type level with null. One step for the back button. */
      focusOn: (focus: string | null) =>
        void setState({ ...elsewhere, focus, selected: focus }, { history: 'push' }),
      /** Draws what a selector means. */
      selectBy: (select: string, view?: 'graph' | 'table') =>
        void setState(
          { ...elsewhere, select, ...(view && { view, budget: MAX_BUDGET }) },
          { history: 'push' },
        ),
      setStep: (step: number) => void setState({ step }),
      select: (selected: string | null) => void setState({ selected }),
      /** Moves the selection along an edge: never the end of a path that is being chosen. */
      walkTo: (selected: string) => void setState({ selected }),
      setDepth: (depth: { up?: number; down?: number }) => void setState(depth),
      setView: (view: 'graph' | 'table') => void setState({ view }),
      setFold: (fold: number) => void setState({ fold: Math.min(MAX_FOLD, fold) }),
      setBudget: (budget: number) => void setState({ budget: Math.min(MAX_BUDGET, budget) }),
      sortBy: (sort: { id: string; desc: boolean } | null) =>
        void setState({ sort: sort?.id ?? null, desc: sort?.desc ?? null }),
    }),
    [setState],
  );
  return { state, actions };
}
export type GraphState = ReturnType<typeof useGraphState>['state'];
type Actions = ReturnType<typeof useGraphState>['actions'];
export type GraphActions = {
  [Name in keyof Actions]: (...args: Parameters<Actions[Name]>) => void;
};
