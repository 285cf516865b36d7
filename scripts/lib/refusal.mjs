// A setup step that cannot go on says so in one sentence with the fix; the stack would only hide it.
export class Refusal extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'Refusal';
  }
}

/**
 * Runs a script's main function; a Refusal becomes its sentence on stderr and exit code 1.
 * @param {() => Promise<void>} main
 */
export async function runOrRefuse(main) {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof Refusal ? `\n✗ ${error.message}\n` : error);
  }
}
