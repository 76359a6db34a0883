// npm run bench:gpu: WGSL under Node with Dawn, on a GPU where there is one (not part of npm test).
import { runTypeScript } from './run-typescript.mjs';

await runTypeScript('tests/bench/gpu.ts');
