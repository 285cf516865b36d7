import { z } from 'zod';
import type { RuleFields, RuleView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { EventRuleTable } from '@/server/db/schema-events';

type Place = Pick<Context, 'db'>;
const listSchema = z.array(z.string());
const listOf = (json: string) => listSchema.parse(JSON.parse(json));

/** All rules in the order in which they are asked. */
export async function listRules({ db }: Place): Promise<RuleView[]> {
  const rows = await db.sql
    .selectFrom('event_rule')
    .selectAll()
    .orderBy('position')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(viewOf);
}

export async function findRule({ db }: Place, id: string): Promise<RuleView | null> {
  const row = await db.sql
    .selectFrom('event_rule')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? viewOf(row) : null;
}

/** Stores a new rule, or the new form of an old one; its hits stay. */
export async function saveRule(
  { db }: Place,
  id: string,
  rule: RuleFields,
  by: string,
): Promise<void> {
  const columns = {
    ...columnsOf(rule),
    updated_by: by,
    updated_at: new Date().toISOString(),
  };
  await db.sql
    .insertInto('event_rule')
    .values({ ...columns, id, built_in: 0, hits: 0, last_hit_at: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** Of the built-in rule only these change. */
export async function moveRule(
  { db }: Place,
  id: string,
  { enabled, position }: { enabled: boolean; position: number },
  by: string,
): Promise<void> {
  await db.sql
    .updateTable('event_rule')
    .set({
      enabled: enabled ? 1 : 0,
      position,
      updated_by: by,
      updated_at: new Date().toISOString(),
    })
    .where('id', '=', id)
    .execute();
}

export async function dropRule({ db }: Place, id: string): Promise<void> {
  await db.sql.deleteFrom('event_rule').where('id', '=', id).where('built_in', '=', 0).execute();
}

function columnsOf(rule: RuleFields) {
  return {
    name: rule.name,
    enabled: rule.enabled ? 1 : 0,
    entity: rule.entity,
    types: JSON.stringify(rule.types),
    keys: JSON.stringify(rule.keys),
    tags: JSON.stringify(rule.tags),
    stop: rule.stop ? 1 : 0,
    position: rule.position,
  };
}

function viewOf(row: EventRuleTable): RuleView {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled === 1,
    entity: row.entity,
    types: listOf(row.types),
    keys: listOf(row.keys),
    tags: listOf(row.tags),
    stop: row.stop === 1,
    position: row.position,
    builtIn: row.built_in === 1,
    hits: row.hits,
    lastHitAt: row.last_hit_at,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at,
  };
}
