/** The program's path, built anew where a source is younger. */
export function ensureCli(): Promise<string>;
export function buildCli(): Promise<string>;
