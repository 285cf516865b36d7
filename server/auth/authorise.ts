import { type Actor, allows, type Need } from './actor';
import { Refusal } from './refusal';

/** Throws `forbidden`, naming what is missing, unless the actor may do what asks for `need`. */
export function authorise(actor: Actor, need: Need): void {
  if (allows(actor, need)) return;
  const detail =
    actor.kind === 'token'
      ? `This token lacks the scope ${need.scope}. Create one that has it.`
      : `This needs the role ${need.role}; ${actor.name} is ${actor.kind === 'user' ? actor.role : actor.kind}. Ask an administrator.`;
  throw new Refusal('forbidden', detail);
}
