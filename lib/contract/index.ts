export * from './common';
export * from './graph';
export * from './operations';
export * from './queries';
export * from './tokens';
export * from './waves';
