import { FreshetError } from '../errors';

/** Returns the number when it is whole and in range; throws `invalid-option` naming it otherwise. */
export function within(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new FreshetError(
    'invalid-option',
    `${name} is ${value}: give a whole number from ${min} to ${max}`,
  );
}
