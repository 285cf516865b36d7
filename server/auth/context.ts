import type { HealthView } from '@/lib/contract';
import type { Audit } from '@/server/audit/audit';
import type { Database } from '@/server/db/open';
import type { Freshet } from '@/server/freshet';
import type { Actor } from './actor';
import type { ShareLinks } from './share-links';

/** Everything an operation or a query may touch, and for whom it acts. */
export interface Context {
  actor: Actor;
  requestId: string;
  namespace: string;
  /** As the process was started; Settings may say otherwise. */
  environment: { name: string; color: string };
  cache: Freshet;
  audit: Audit;
  /** People and tokens, through server/auth. */
  db: Database;
  /** Makes the addresses that show a preview to people without an account. */
  links: ShareLinks;
  /** Whether the database answers. */
  database(): Promise<HealthView['database']>;
  log: {
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Repeats of one request carry the same text; the engine then returns the first wave. */
  dedupeId?: string | undefined;
}
