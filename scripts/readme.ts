// `npm run readme`: writes what was measured (docs/bench/latest.json) and the pictures (docs/shots) into README.md, between
// their markers. Nothing there is typed by hand.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

interface Report {
  machine: { cpu: string; cores: number; memoryGiB: number; node: string; redis: string };
  date: string;
  results: { work: string; impl: string; unit: string; median: number; ratio: number }[];
  goals: { work: string; goal: string; value: number; met: boolean }[];
  comparison: {
    impl: string;
    tags: boolean;
    oldAfterChange: number;
    lateFillCases: number;
    lateFillOld: number;
    loadsInFleet: number;
  }[];
}

const pictures = [
  ['overview-light-1440.png', 'Overview: hits, misses, stale serves and waves over time'],
  ['graph-focus-dark-1440.png', 'Graph: a price change spreads from a product to its pages'],
] as const;

function benchTable(report: Report): string {
  const { machine, date } = report;
  const rows = report.results.map(
    ({ work, impl, unit, median, ratio }) =>
      `| ${work} | ${impl} | ${median.toLocaleString('en')} ${unit} | ${ratio === 0 ? '' : `${ratio.toFixed(2)} ×`} |`,
  );
  const goals = report.goals.map(
    ({ work, goal, value, met }) =>
      `| ${work} | ${goal} | ${value.toLocaleString('en')} | ${met ? 'met' : '**missed**'} |`,
  );
  return [
    `Measured ${date} on ${machine.cores} cores (${machine.cpu}), Node ${machine.node}, Redis ${machine.redis}; medians.`,
    '',
    '| work | implementation | median | ratio |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '| goal for | goal | measured | |',
    '| --- | --- | --- | --- |',
    ...goals,
  ].join('\n');
}

function comparisonTable({ comparison }: Report): string {
  return [
    '| | tags | still old after a change below (of 3) | left old by a late fill | loads of one cold key, 4 × 250 callers |',
    '| --- | --- | --- | --- | --- |',
    ...comparison.map(
      (one) =>
        `| ${one.impl === 'freshet' ? '**freshet**' : one.impl} | ${one.tags ? 'yes' : 'no'} | ${one.oldAfterChange} | ${one.lateFillOld} of ${one.lateFillCases} | ${one.loadsInFleet} |`,
    ),
  ].join('\n');
}

function between(text: string, name: string, content: string): string {
  const pattern = new RegExp(`(<!-- ${name}:start -->\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
  if (!pattern.test(text))
    throw new Error(`README.md has no markers ${name}:start and ${name}:end`);
  return text.replace(pattern, (_all, start: string, end: string) => `${start}${content}\n${end}`);
}

const root = new URL('../', import.meta.url);
const report = JSON.parse(readFileSync(new URL('docs/bench/latest.json', root), 'utf8')) as Report;
const shots = pictures
  .filter(([file]) => existsSync(new URL(`docs/shots/${file}`, root)))
  .map(([file, title]) => `![${title}](docs/shots/${file})`);
const readme = new URL('README.md', root);
const text = between(readFileSync(readme, 'utf8'), 'bench', benchTable(report));
const compared = between(text, 'compare', comparisonTable(report));
writeFileSync(readme, between(compared, 'shots', shots.join('\n\n')));
