import { container } from '../container';

/** Which installation this is, for the shell: so that nobody purges production by mistake. */
export function readEnvironment(): { name: string; color: string; namespace: string } {
  const { env } = container();
  return { ...env.environment, namespace: env.namespace };
}
