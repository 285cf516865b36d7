import { afterEach, beforeEach, expect } from 'vitest';

// A test that makes the code complain on the console fails, unless it says that it expects it.
let complaints: unknown[][] = [];
const original = console.error;

beforeEach(() => {
  complaints = [];
  console.error = (...args: unknown[]) => {
    complaints.push(args);
    original(...args);
  };
});
afterEach(() => {
  console.error = original;
  expect(complaints, 'unexpected console.error').toEqual([]);
});
