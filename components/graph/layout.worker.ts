// elk recognises that it runs inside a worker and answers messages by itself; `elk-client.ts` speaks its protocol.
import 'elkjs/lib/elk-worker.min.js';
