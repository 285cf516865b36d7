// One seed of the simulator, with its whole trace: `npm run simulate -- 1234 [rule …]`, rules by the names of
// server/engine/rules.ts and tests/simulator/node/state.ts, to be switched off. Two numbers with `-` between run a range.
import { allRules } from '../server/engine/rules';
import { allScriptRules } from '../tests/simulator/node/state';
import { runSeed } from '../tests/simulator/run';

const [range = '', ...off] = process.argv.slice(2);
const [from = Number.NaN, to = from] = range.split('-').map(Number);
const unknown = off.filter((name) => !(name in allRules) && !(name in allScriptRules));
if (!Number.isInteger(from) || !Number.isInteger(to) || unknown.length > 0) {
  const names = [...Object.keys(allRules), ...Object.keys(allScriptRules)].join(', ');
  console.error(`give a seed or a range of seeds, then rules to switch off, of: ${names}`);
  process.exit(2);
}
const options = {
  rules: Object.fromEntries(off.filter((name) => name in allRules).map((name) => [name, false])),
  scriptRules: Object.fromEntries(
    off.filter((name) => name in allScriptRules).map((name) => [name, false]),
  ),
};
let found = 0;
let events = 0;
const startedAt = performance.now();
for (let seed = from; seed <= to; seed++) {
  const result = await runSeed(seed, { ...options, traced: from === to });
  events += result.events;
  if (from === to) console.log(result.trace.join('\n'));
  for (const violation of result.violations) console.log(`seed ${seed}: ${violation}`);
  if (result.violations.length > 0) found++;
}
const seconds = (performance.now() - startedAt) / 1000;
console.log(
  `${to - from + 1} seeds, ${events} events, ${found} seeds with violations, ${seconds.toFixed(1)} s`,
);
process.exitCode = found > 0 ? 1 : 0;
