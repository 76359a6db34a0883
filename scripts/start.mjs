// npm start: installs what is missing, builds the page, serves it and prints its address.
import { installIfNeeded } from './install.mjs';

installIfNeeded();
const { build } = await import('vite');
await build({ logLevel: 'warn' });
const { serve } = await import('./serve.mjs');
const { address } = await serve('dist', Number(process.env.PORT ?? 4173));
console.log(`\n  Sim2Real scaling laws: ${address}\n\n  Stop with Ctrl+C.`);
