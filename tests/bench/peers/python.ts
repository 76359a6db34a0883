/** A Python script as a peer: it says hello with one line of JSON, then answers each line of JSON with one. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A Python with PyTorch: PYTHON, or the system's. */
export const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

type Json = Record<string, unknown>;

export interface PythonProcess {
  readonly hello: Json;
  /** Rejects when the script ends instead of answering. */
  ask(request: Json): Promise<Json>;
  close(): void;
}

/** Undefined when the script ends before its hello: Python or PyTorch is not there. */
export async function startPython(script: string): Promise<PythonProcess | undefined> {
  const child = spawn(PYTHON, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const failed = new Promise<undefined>((resolve) => child.once('error', () => resolve(undefined)));
  const answer = async () => {
    const line = await Promise.race([lines.next(), failed]);
    return line && !line.done ? (JSON.parse(line.value) as Json) : undefined;
  };
  const hello = await answer();
  if (!hello) return undefined;
  return {
    hello,
    async ask(request) {
      child.stdin.write(JSON.stringify(request) + '\n');
      const reply = await answer();
      if (!reply) throw new Error(`${script} ended early.`);
      return reply;
    },
    close: () => child.stdin.end(),
  };
}
