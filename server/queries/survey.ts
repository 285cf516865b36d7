import { z } from 'zod';
import type { SurveyView } from '@/lib/contract';
import { defineQuery } from './query';

/** What is cached, by type. */
export const getSurvey = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: z.object({}),
  read: ({ cache }): Promise<SurveyView> => cache.survey(),
});
