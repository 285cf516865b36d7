import { describePromise } from './promise';

describePromise(1);
