import { read } from '@/server/http/handle';
import { getSurvey } from '@/server/queries/survey';

export const GET = read(getSurvey);
