'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { waveCauseKinds } from '@/lib/contract';

const parsers = {
  q: parseAsString.withDefault(''),
  cause: parseAsStringLiteral(waveCauseKinds),
  mode: parseAsStringLiteral(['hard', 'soft', 'default'] as const),
  match: parseAsStringLiteral(['none', 'some'] as const),
};

/** Which waves are listed; it lives in the address. */
export function useWaveFilters() {
  return useQueryStates(parsers, { history: 'replace' });
}
export type WaveFilters = ReturnType<typeof useWaveFilters>[0];

export const isFiltered = ({ q, cause, mode, match }: WaveFilters): boolean =>
  q !== '' || cause !== null || mode !== null || match !== null;
