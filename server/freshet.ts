// The package's door: the engine with its Redis store. Services, the demo shop and the benchmarks import this.
export * from './engine/index';
export { createFreshet, type FreshetConfig, type PlainConfig } from './redis/create';
