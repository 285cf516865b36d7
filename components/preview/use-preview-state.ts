'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { changeKinds } from '@/lib/contract';

const params = {
  /** The stored preview on the screen. */
  id: parseAsString.withDefault(''),
  /** What the form opens with: links from elsewhere say what is about to change. */
  entity: parseAsString.withDefault('product'),
  kind: parseAsStringLiteral(changeKinds).withDefault('price'),
  ids: parseAsString.withDefault(''),
  /** Bars or their table twin. */
  types: parseAsStringLiteral(['bars', 'table']).withDefault('bars'),
  /** The page asked for in "is this page affected?". */
  page: parseAsString.withDefault(''),
};

/** The view state of the page, all of it in the address. */
export function usePreviewState() {
  return useQueryStates(params);
}
