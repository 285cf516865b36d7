import type { ApiCall } from './call';

const samples: Record<string, string> = {
  key: 'product%3A42',
  tag: 'category%3Ashoes',
  name: 'retention',
  id: '$ID',
};

/** The call as a line for a shell, with the address and the token taken from the environment. */
export function curlOf({ method, path, need, key, body, example, produces }: ApiCall): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? '$ID');
  const parts = [
    `curl${produces === 'text/event-stream' ? ' -N' : ''} "$FRESHET_URL/api/v1${address}"`,
  ];
  if (method !== 'GET') parts[0] = `${parts[0]?.replace('curl', `curl -X ${method}`)}`;
  if (need) parts.push('-H "Authorization: Bearer $FRESHET_TOKEN"');
  if (key === 'required') parts.push('-H "Idempotency-Key: $(uuidgen)"');
  if (body) {
    parts.push('-H "Content-Type: application/json"');
    // Single quotes keep the shell out of it; one inside would end the text.
    parts.push(`-d '${JSON.stringify(example ?? {}).replaceAll("'", "'\\''")}'`);
  } else if (method === 'POST') parts.push('-H "Content-Type: application/json"');
  return parts.join(' \\\n  ');
}
