// `npm run demo`: the shop and the console, running. `npm run demo -- --check`: the same on free ports with data of
// its own, the story without a browser, a table of what was measured, exit code 0 or 1.
import { fileURLToPath } from 'node:url';
import { createStack } from './demo/stack.mjs';
import { makeTemporarySettings, readSettings } from './demo/settings.mjs';
import { startDemo } from './demo/start.mjs';
import { assertNode, ensureModules } from './lib/ensure-modules.mjs';
import { Refusal, runOrRefuse } from './lib/refusal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const checking = process.argv.includes('--check');
const log = (/** @type {string} */ line) => console.log(`demo: ${line}`);

/** @param {import('./demo/start.mjs').RunningDemo} demo */
function printWelcome({ shopUrl, consoleUrl, users }) {
  const people = users.map(
    ({ role, email, password }) =>
      `            ${email.padEnd(24)}${(password ?? '(made earlier)').padEnd(22)}${role}`,
  );
  console.log(`
  Shop      ${shopUrl}
  Console   ${consoleUrl}

  Sign in with one of
${people.join('\n')}

  Try       change a price on a product page and watch ${consoleUrl}/graph, or from a second terminal:
            node scripts/run.mjs demo/sql.ts "UPDATE product SET price_cents = 4999 WHERE id = 42"
  Stop      Ctrl-C
`);
}

/**
 * Runs the story against the running demo.
 * @param {import('./demo/stack.mjs').Stack} stack
 * @param {import('./demo/start.mjs').RunningDemo} demo
 */
async function runStory(stack, demo) {
  const story = stack.start({
    name: 'The check',
    command: process.execPath,
    args: ['--import', 'tsx', 'scripts/demo/check/main.ts'],
    env: { ...demo.env, DEMO_USERS: JSON.stringify(demo.users) },
    cwd: root,
    onLine: (line) => console.log(line),
    mayEnd: true,
  });
  const { code } = await story.exited;
  process.exitCode = code === 0 ? 0 : 1;
}

await runOrRefuse(async () => {
  assertNode();
  await ensureModules(root, log);
  const settings = checking
    ? await makeTemporarySettings(process.env)
    : readSettings(root, process.env);
  const stack = createStack(log);
  /** @type {(signal: string) => void} */
  let interrupt = () => {};
  const interrupted = new Promise((resolve) => {
    interrupt = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      interrupt(signal);
      // Also ends what a start that is under way waits for.
      void stack.stop();
    });
  try {
    const demo = await startDemo(stack, root, settings, process.env);
    const end = checking ? runStory(stack, demo) : (printWelcome(demo), interrupted);
    const loss = await Promise.race([
      stack.lost,
      end.then(() => null),
      interrupted.then(() => null),
    ]);
    if (loss !== null) throw new Refusal(loss);
    if (!checking) log('stopping');
  } finally {
    await stack.stop();
  }
  if (!checking) log('stopped');
});
