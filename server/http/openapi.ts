import { apiGroups } from '@/lib/api-reference';
import { buildOpenApi } from '@/lib/api-reference/openapi';

let text: string | null = null;

/** The description of the API. It tells nothing of this installation, so nobody needs to be signed in. */
export async function openApi(): Promise<Response> {
  text ??= JSON.stringify(buildOpenApi(apiGroups));
  return new Response(text, {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
  });
}
