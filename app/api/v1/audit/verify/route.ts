import { read } from '@/server/http/handle';
import { checkAuditChain } from '@/server/queries/audit-chain';

export const GET = read(checkAuditChain);
