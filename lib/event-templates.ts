// Templates of rules: `product:{id}`, `category:{tags…}`. Read the same way by the form and by the intake.

/** Of an event, what templates use. */
interface Named {
  type: string;
  entity: string;
  id: string | number;
  tags?: readonly string[] | undefined;
  version?: number | undefined;
}

/** What a template may name. `tags…` stands for each tag of the event, one target per tag. */
export const templateFields = ['id', 'entity', 'type', 'version', 'tags…'] as const;
type Field = (typeof templateFields)[number];
type Part = { text: string } | { field: Field };

function fieldOf(name: string): Field | null {
  const plain = name.replace(/\.\.\.$/, '…');
  return templateFields.find((field) => field === plain) ?? null;
}

/** The template in parts, or why it cannot be read: the place and what would be right. */
export function parseTemplate(template: string): Part[] | string {
  const parts: Part[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{', at);
    if (open !== at) parts.push({ text: template.slice(at, open === -1 ? undefined : open) });
    if (open === -1) break;
    const close = template.indexOf('}', open);
    if (close === -1) return `the { at character ${open + 1} is never closed`;
    const name = template.slice(open + 1, close);
    const field = fieldOf(name);
    if (field === null)
      return `{${name}} at character ${open + 1} is not known: use ${templateFields.map((one) => `{${one}}`).join(', ')}`;
    parts.push({ field });
    at = close + 1;
  }
  if (parts.filter((part) => 'field' in part && part.field === 'tags…').length > 1)
    return 'use {tags…} once per template';
  return parts;
}

/** The names a template gives for an event: none when it uses a field that the event has not. */
export function expandTemplate(template: string, event: Named): string[] {
  const parts = parseTemplate(template);
  if (typeof parts === 'string') return [];
  const usesTags = parts.some((part) => 'field' in part && part.field === 'tags…');
  return (usesTags ? (event.tags ?? []) : ['']).flatMap((tag) => {
    const pieces = parts.map((part) =>
      'text' in part ? part.text : valueOf(part.field, event, tag),
    );
    return pieces.includes(null) ? [] : [pieces.join('')];
  });
}

function valueOf(field: Field, event: Named, tag: string): string | null {
  switch (field) {
    case 'id':
      return String(event.id);
    case 'entity':
      return event.entity;
    case 'type':
      return event.type;
    case 'version':
      return event.version === undefined ? null : String(event.version);
    case 'tags…':
      return tag;
  }
}

/** `product`, `product.*`, `*`: at most one star, which stands for any text. */
export function matchesPattern(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  return (
    text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after)
  );
}
