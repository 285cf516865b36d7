// Counts from the reporters' JSON, so that the summary says what really ran.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number, names: string[] }} Counts */

/** @returns {Counts} */
export const none = () => ({ passed: 0, failed: 0, skipped: 0, names: [] });

/** @param {Counts[]} all @returns {Counts} */
export function addUp(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      names: [...sum.names, ...one.names],
    }),
    none(),
  );
}

/** The line that ends a run. @param {Counts} counts */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {string} file what vitest's JSON reporter wrote
 * @returns {Counts} a test file that could not even be loaded counts as one failure
 */
export function readVitest(file) {
  /** @type {{ testResults: { name: string, status: string, message?: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const counts = none();
  for (const suite of report.testResults) {
    for (const { status, fullName } of suite.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') fail(counts, fullName);
      else counts.skipped += 1;
    }
    const toldByTests = suite.assertionResults.some(({ status }) => status === 'failed');
    if (suite.status === 'failed' && !toldByTests) fail(counts, suite.name);
  }
  return counts;
}

/**
 * @param {string} file what Playwright's JSON reporter wrote
 * @returns {Counts} a test that passed only when repeated counts as passed, with its name told
 */
export function readPlaywright(file) {
  /** @type {{ suites: Suite[], errors: { message?: string }[] }} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const counts = none();
  for (const error of report.errors) fail(counts, (error.message ?? 'error').split('\n')[0] ?? '');
  for (const suite of report.suites) countSuite(counts, suite, '');
  return counts;
}

/** @typedef {{ title: string, suites?: Suite[], specs: { title: string, tests: { status: string }[] }[] }} Suite */

/** @param {Counts} counts @param {Suite} suite @param {string} path */
function countSuite(counts, suite, path) {
  const here = path === '' ? suite.title : `${path} › ${suite.title}`;
  for (const spec of suite.specs)
    for (const { status } of spec.tests) {
      if (status === 'expected' || status === 'flaky') counts.passed += 1;
      else if (status === 'skipped') counts.skipped += 1;
      else fail(counts, `${here} › ${spec.title}`);
      if (status === 'flaky') counts.names.push(`(only when repeated) ${here} › ${spec.title}`);
    }
  for (const inner of suite.suites ?? []) countSuite(counts, inner, here);
}

/** @param {Counts} counts @param {string} name */
function fail(counts, name) {
  counts.failed += 1;
  counts.names.push(name);
}
