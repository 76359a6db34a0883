/** Where the page's runner comes from. */
export { makeRunner } from './fake-runner.ts';
