/** What every journey does: opens the built page, watches its requests, reads its status line. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, type Request } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Points of the status line: 'Running 7 of 24 points'. */
export async function counts(page: Page): Promise<{ done: number; planned: number }> {
  const text = await page.getByRole('status').innerText();
  const match = /([\d,]+) of ([\d,]+)/.exec(text);
  const number = (part: string | undefined) => Number((part ?? '').replaceAll(',', ''));
  return { done: number(match?.[1]), planned: number(match?.[2]) };
}

export async function waitForStatus(
  page: Page,
  word: 'Running' | 'Paused' | 'Stopped' | 'Finished',
  timeout = 60_000,
): Promise<void> {
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${word}`), { timeout });
}

/** Opens the page and stops the built-in experiment, so that the journey has the machine to itself. */
export async function openQuietly(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('tab', { name: 'Your tables' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Ready/);
}

/** Watches every request of the page and its workers; the answer lists those that left the page's own origin. */
export function watchRequests(page: Page): () => string[] {
  const addresses: string[] = [];
  page.context().on('request', (request: Request) => addresses.push(request.url()));
  return () => {
    const own = new URL(page.url()).origin;
    return addresses.filter((address) => {
      const { origin, protocol } = new URL(address);
      return protocol !== 'blob:' && protocol !== 'data:' && origin !== own;
    });
  };
}

/** Errors that nobody caught and errors in the console. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** A CSV file as Playwright's setInputFiles takes it. */
export function csv(name: string, text: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

/** Drops files on the page as a person does it: all in one DataTransfer. The page must have been drawn. */
export async function dropFiles(
  page: Page,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  const transfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, text } of dropped) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.locator('body').dispatchEvent('drop', { dataTransfer: transfer });
}

export { smallTables } from '../support/small-tables.ts';
/** axe-core runs in the page's own world; evaluate is not bound by the page's policy. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: Violation[] }> };
    };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}
