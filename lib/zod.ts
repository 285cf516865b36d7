// zod as the browser may use it. It compiles its parsers with `new Function`, and finds out by trying whether that is
// allowed: our content security policy forbids it, and each try would be reported as a violation.
import { z } from 'zod';

if (typeof window !== 'undefined') z.config({ jitless: true });

export { z };
