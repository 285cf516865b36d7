'use client';

import type { PreviewView } from '@/lib/contract';
import { useCreatePreview } from './use-preview';
import { usePreviewState } from './use-preview-state';

/**
 * Computes the same change anew. Null when the preview does not hold the whole change: a long list is not kept with it,
 * and is previewed again from where it came.
 */
export function useCreateFrom({ subject }: PreviewView): {
  isPending: boolean;
  run: () => void;
} | null {
  const [, setState] = usePreviewState();
  const create = useCreatePreview((id) => void setState({ id, page: null }));
  const { entity, kind, count, sample } = subject;
  if (entity === null || kind === null || sample.length < count) return null;
  return {
    isPending: create.isPending,
    run: () => create.mutate({ entity, kind, ids: sample }),
  };
}
