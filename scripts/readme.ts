// `npm run readme`: writes what was measured (docs/bench/latest.json) and the pictures (docs/shots) into README.md, between
// their markers. Nothing there is typed by hand.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

interface Report {
  machine: { cpu: string; cores: number; memoryGiB: number; node: string; redis: string };
  date: string;
  results: { work: string; impl: string; unit: string; median: number; ratio: number }[];
  goals: { work: string; goal: string; value: number; met: boolean }[];
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
writeFileSync(readme, between(text, 'shots', shots.join('\n\n')));
