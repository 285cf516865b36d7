export * from './common';
export * from './graph';
export * from './events';
export * from './operations';
export * from './queries';
export * from './rules';
export * from './tokens';
export * from './waves';
