// The child's side of ./process: name your handlers, answer calls, emit facts. Values travel as JSON.

type Handlers = Record<string, (input: never) => unknown>;

/** Answers `call(name, input)` of the test with the handler of that name, and tells the test that we are ready. */
export function serve(handlers: Handlers): void {
  process.on('message', (message: { id: number; name: string; input: unknown }) => {
    void answer(handlers, message);
  });
  // The test is gone: so are we.
  process.on('disconnect', () => process.exit(0));
  send({ kind: 'ready' });
}

/** Tells the test something it did not ask for: `next(name)` and `emitted(name)` see it. */
export function emit(name: string, value: unknown = null): void {
  send({ kind: 'emit', name, value });
}

async function answer(
  handlers: Handlers,
  { id, name, input }: { id: number; name: string; input: unknown },
): Promise<void> {
  try {
    const handler = handlers[name];
    if (!handler) throw new Error(`this script has no handler "${name}"`);
    send({ kind: 'reply', id, value: (await handler(input as never)) ?? null });
  } catch (error) {
    const { message, code } =
      error instanceof Error
        ? (error as NodeJS.ErrnoException)
        : { message: String(error), code: undefined };
    send({ kind: 'failed', id, message, code });
  }
}

function send(message: object): void {
  process.send?.(message);
}
