import { startWorld } from './support/start-world';
import { rememberWorld } from './support/world';

/** Starts everything once; what it returns is run at the end, also after failures. */
export default async function startEverything(): Promise<() => Promise<void>> {
  const { world, stop } = await startWorld();
  rememberWorld(world);
  return stop;
}
