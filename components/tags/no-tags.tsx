import { Tags } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';
import { Button } from '@/components/ui/button';
import { showText } from '@/lib/show-text';
import type { TagsShow } from './use-tags';

/** What may be listed, in words. */
export const shows: readonly { value: TagsShow; word: string; none: string }[] = [
  { value: 'all', word: 'All tags', none: 'No tags yet' },
  { value: 'never', word: 'Never purged', none: 'Every tag with members was purged at some time' },
  {
    value: 'unmatched',
    word: 'Purges match nothing',
    none: 'Every tag that was purged in the last day matched something',
  },
  { value: 'orphans', word: 'With orphans', none: 'No tag has a member whose entry is gone' },
];

/** Why no tag is listed. */
export function NoTags({
  search,
  show,
  onClear,
}: {
  search: string;
  show: TagsShow;
  onClear: () => void;
}) {
  const none = shows.find(({ value }) => value === show)?.none ?? '';
  if (search === '' && show === 'all')
    return (
      <EmptyState icon={Tags} title={none}>
        Tags appear when a service stores an entry with <code className="font-mono">tags</code>.
      </EmptyState>
    );
  const back = <Button onClick={onClear}>Show all tags</Button>;
  if (search === '') return <EmptyState icon={Tags} title={none} action={back} />;
  return (
    <EmptyState icon={Tags} title={`No such tag contains “${showText(search)}”`} action={back}>
      Try a shorter part of the name.
    </EmptyState>
  );
}
