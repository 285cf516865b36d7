import { previewRow, previewRowHeader } from '@/lib/preview-csv';
import { pathRest } from '@/server/http/body';
import { csv } from '@/server/http/csv';
import { getPreviewEntries } from '@/server/queries/preview-entries';

export const GET = csv(getPreviewEntries, {
  name: 'freshet-preview',
  header: previewRowHeader,
  row: previewRow,
  input: (request) => ({ id: pathRest(request, 'previews', '/entries.csv') }),
});
