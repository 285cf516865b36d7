import { parseSelector, type Selector } from '@/lib/selectors';
import { Refusal } from '@/server/auth/refusal';

/** The selector a text says. Throws `invalid-input` that points at the character and tells the fix. */
export function readSelector(text: string): Selector {
  const parsed = parseSelector(text);
  if (parsed.ok) return parsed.selector;
  const { at, length, message, fix } = parsed.fault;
  const detail = `character ${at + 1}: ${message}; ${fix}`;
  throw new Refusal('invalid-input', `/select: ${detail}`, {
    errors: [{ pointer: '/select', detail }],
    members: { fault: { at, length, message, fix } },
  });
}
