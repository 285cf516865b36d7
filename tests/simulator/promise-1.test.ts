import { describePromise } from './promise';

describePromise(0);
