const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Origins whose pages may act with a session: the public address, and its loopback names when it is one of them. */
export function trustedOrigins(url: string): string[] {
  const { protocol, hostname, port, origin } = new URL(url);
  if (!loopback.includes(hostname)) return [origin];
  return loopback.map((name) => new URL(`${protocol}//${name}${port ? `:${port}` : ''}`).origin);
}
