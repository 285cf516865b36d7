export * from './parse';
export * from './selector';
