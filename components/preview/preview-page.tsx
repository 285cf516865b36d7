'use client';

import { Plus } from 'lucide-react';
import { ErrorState } from '@/components/shared/error-state';
import { PageHeader } from '@/components/shared/page-header';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ChangeForm } from './change-form';
import { PreviewResult } from './preview-result';
import { PreviewSkeleton } from './preview-skeleton';
import { ScheduleList } from './schedule-list';
import { useStoredPreview } from './use-preview';
import { usePreviewState } from './use-preview-state';

/** Before publishing a change: which pages change, how busy are they, will the shop stay fast. */
export function PreviewPage() {
  const [state, setState] = usePreviewState();
  const preview = useStoredPreview(state.id);
  const again = () => void setState({ id: null, page: null }, { history: 'push' });
  return (
    <>
      <PageHeader
        title="Preview"
        description="Which pages a change would refresh, how busy they are, and what it costs. Nothing happens until you say so."
        actions={
          state.id !== '' && (
            <Button onClick={again}>
              <Plus aria-hidden /> New preview
            </Button>
          )
        }
      />
      <div className="grid gap-4">
        {state.id === '' && (
          <ChangeForm
            start={state}
            onDone={(id) => void setState({ id, page: null }, { history: 'push' })}
          />
        )}
        {state.id !== '' && preview.isPending && <PreviewSkeleton />}
        {preview.isError && (
          <Card>
            <ErrorState
              what="This preview could not be read"
              error={preview.error}
              onRetry={() => void preview.refetch()}
              stillWorks="A new preview can be made above."
            />
          </Card>
        )}
        {preview.data && state.id !== '' && (
          <PreviewResult
            preview={preview.data}
            onRetry={(change) =>
              void setState({ id: null, ids: change.ids.join(','), entity: change.entity })
            }
          />
        )}
        <ScheduleList />
      </div>
    </>
  );
}
