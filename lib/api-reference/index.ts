import { cacheCalls } from './cache-calls';
import type { ApiGroup } from './call';
import { changeCalls } from './change-calls';
import { eventCalls } from './event-calls';
import { manageCalls } from './manage-calls';

/** Every call of the API, in the order of the reference. */
export const apiGroups: readonly ApiGroup[] = [eventCalls, changeCalls, cacheCalls, manageCalls];
