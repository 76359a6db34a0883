// npm run bench:laws: the laws against other estimators (not part of npm test).
import { runTypeScript } from './run-typescript.mjs';

await runTypeScript('tests/bench/laws.ts');
