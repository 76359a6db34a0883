// Serves dist/ on the port given: the journeys' server.
import { serve } from './serve.mjs';

const { address } = await serve('dist', Number(process.argv[2] ?? 4321));
console.log(address);
