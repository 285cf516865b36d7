export * from './common';
export * from './operations';
export * from './queries';
export * from './waves';
