/** Called once by Next when a server process starts; not during a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startConsole } = await import('@/server/startup');
  await startConsole();
}
