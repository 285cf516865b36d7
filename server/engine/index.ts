export { FreshetError, type FreshetErrorCode, isFreshetError } from './errors';
export type * from './types';
