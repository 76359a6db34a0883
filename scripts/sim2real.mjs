#!/usr/bin/env node
// The command line from a clean clone: installs and builds what is missing, then runs it. Says so on stderr alone.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installIfNeeded } from './install.mjs';

installIfNeeded(fileURLToPath(new URL('..', import.meta.url)));
const { ensureCli } = await import('./build-cli.mjs');
await import(pathToFileURL(await ensureCli()).href);
