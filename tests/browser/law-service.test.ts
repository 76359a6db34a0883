/** The law worker through its door: parts, stale questions, failures. */
import { afterEach, expect, test } from 'vitest';
import { listCurve } from '../../src/findings/curve.ts';
import { answerLaw } from '../../src/findings/law-analysis.ts';
import type { LawAnswer, LawQuestion } from '../../src/findings/law-answer.ts';
import { LawService } from '../../src/findings/law-service.ts';

const services: LawService[] = [];
function newService(spawn?: () => Worker): LawService {
  const service = new LawService(spawn);
  services.push(service);
  return service;
}
afterEach(() => services.splice(0).forEach((service) => service.end()));

const SIZES = [100, 200, 400, 800, 1600, 3200, 6400];

function question(count: number, change: Partial<LawQuestion> = {}): LawQuestion {
  const trials = SIZES.slice(0, count).flatMap((n, size) =>
    [-0.02, -0.008, 0.01, 0.018].map((_, trial, spread) => ({
      n,
      trial,
      error: (6 * n ** -0.8 + 0.05) * (1 + (spread[(trial + size) % 4] ?? 0)),
    })),
  );
  const { points } = listCurve(trials);
  return { curve: 'one', points, target: null, worth: {}, ...change };
}

interface Part {
  readonly answer: LawAnswer;
  readonly computing: boolean;
}

function ask(service: LawService, asked: LawQuestion) {
  const controller = new AbortController();
  const parts: Part[] = [];
  const done = service.ask(asked, controller.signal, (answer, computing) =>
    parts.push({ answer, computing }),
  );
  done.catch(() => undefined);
  return { parts, done, abort: () => controller.abort(new Error('stale')) };
}

const sizesOf = ({ answer }: Part): number | undefined => answer.law?.data.n.length;

test('the law first, then all of it, as computed without a worker', async () => {
  const asked = question(6, { target: 0.055 });
  const { parts, done } = ask(newService(), asked);
  await done;
  expect(parts.map(({ computing }) => computing)).toEqual([true, false]);
  const [first, last] = parts as [Part, Part];
  expect(first.answer.report).toBeNull();
  const here = answerLaw(asked);
  expect(first.answer.law?.kind).toBe('fit');
  // Through the worker an Infinity is still an Infinity, and a method is not there.
  expect(last.answer).toEqual(structuredClone(here));
});

test('another target or price is answered at once, from the same analysis', async () => {
  const service = newService();
  await ask(service, question(5)).done;
  const { parts, done } = ask(service, question(5, { target: 0.07, worth: { smallestGain: 1 } }));
  await done;
  expect(parts.map(({ computing }) => computing)).toEqual([false]);
  expect(parts[0]?.answer.report?.target?.target).toBe(0.07);
});

test('points that join the curve see the analysis under way, then their own', async () => {
  const service = newService();
  const first = ask(service, question(5));
  await expect.poll(() => first.parts.length).toBeGreaterThan(0);
  first.abort();
  const second = ask(service, question(6, { target: 0.07 }));
  await expect(first.done).rejects.toThrow('stale');
  await second.done;
  const whole = second.parts.filter(({ answer }) => answer.report !== null);
  expect(whole.map((part) => [sizesOf(part), part.computing])).toEqual([
    [5, true],
    [6, false],
  ]);
  expect(whole[0]?.answer.report?.target?.target).toBe(0.07);
  expect(first.parts.every(({ answer }) => answer.report === null)).toBe(true);
});

test('another curve stops the analysis under way', async () => {
  const service = newService();
  const first = ask(service, question(7));
  await expect.poll(() => first.parts.length).toBeGreaterThan(0);
  first.abort();
  const second = ask(service, question(4, { curve: 'other' }));
  await second.done;
  expect(new Set(second.parts.map(sizesOf))).toEqual(new Set([4]));
  expect(first.parts).toHaveLength(1);
});

test('two questions at a time wait for each other, and each hears of its own curve alone', async () => {
  const service = newService();
  const [first, second] = [
    ask(service, question(5)),
    ask(service, question(4, { curve: 'other' })),
  ];
  await Promise.all([first.done, second.done]);
  expect(new Set(first.parts.map(sizesOf))).toEqual(new Set([5]));
  expect(new Set(second.parts.map(sizesOf))).toEqual(new Set([4]));
  for (const { parts } of [first, second]) expect(parts.at(-1)?.computing).toBe(false);
});

test('a question that nobody replaces stops, and the next one is answered', async () => {
  const service = newService();
  const first = ask(service, question(7));
  await expect.poll(() => first.parts.length).toBeGreaterThan(0);
  first.abort();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const again = ask(service, question(7));
  await again.done;
  expect(again.parts.at(-1)?.answer.report?.kind).toBe('report');
});

test('below four sizes there is a reason instead of a law', async () => {
  const { parts, done } = ask(newService(), question(3));
  await done;
  expect(parts).toHaveLength(1);
  expect(parts[0]?.answer).toMatchObject({
    report: null,
    law: { kind: 'refused', reason: { code: 'not-enough-sizes', have: 3, need: 4 } },
  });
});

test('a worker that breaks down is an answer, and the next question has a new one', async () => {
  let spawned = 0;
  const broken = URL.createObjectURL(
    new Blob(['throw new Error("broken")'], { type: 'text/javascript' }),
  );
  const service = newService(() =>
    spawned++ === 0
      ? new Worker(broken)
      : new Worker(new URL('../../src/findings/law.worker.ts', import.meta.url), {
          type: 'module',
        }),
  );
  const first = ask(service, question(5));
  await first.done;
  expect(first.parts).toHaveLength(1);
  expect(first.parts[0]?.computing).toBe(false);
  expect(first.parts[0]?.answer).toMatchObject({ law: null, report: null });
  expect(first.parts[0]?.answer.failure).toContain('broken');
  const second = ask(service, question(5));
  await second.done;
  expect(second.parts.at(-1)?.answer.report?.kind).toBe('report');
  URL.revokeObjectURL(broken);
});

test('the law alone, for files, as data', async () => {
  const law = await newService().fit(question(6).points);
  if (law.kind !== 'fit') throw new Error(law.kind);
  expect(law.alpha).toBeCloseTo(0.8, 1);
  expect(law.C).toBeCloseTo(0.05, 2);
});
