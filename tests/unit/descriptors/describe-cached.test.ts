import { expect, test } from 'vitest';
import { describedHash, fitHash } from '../../../src/descriptors/describe-cached.ts';
import { fitPlan } from '../../../src/descriptors/describe.ts';
import type { DescriptorPlan } from '../../../src/descriptors/plan.ts';
import { numbers } from './columns.ts';

const plan: DescriptorPlan = [{ kind: 'numbers', columns: ['a'], log: ['a'] }];
const rewritten: DescriptorPlan = [{ log: ['a'], columns: ['a'], kind: 'numbers' }];
const other: DescriptorPlan = [{ kind: 'numbers', columns: ['a'] }];

test('the hash of a fit changes with its plan and its table, and with nothing else', () => {
  const hash = fitHash(plan, 'simulated');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(fitHash(rewritten, 'simulated')).toBe(hash);
  expect(new Set([hash, fitHash(other, 'simulated'), fitHash(plan, 'another')]).size).toBe(3);
});

test('the hash of a described table changes with its fit, its content and what it is taken for', async () => {
  const fitted = await fitPlan(plan, [numbers('a', [1, 2])]);
  const hash = describedHash(fitted, 'table', 'measured');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(describedHash(await fitPlan(rewritten, [numbers('a', [1, 2])]), 'table', 'measured')).toBe(
    hash,
  );
  const different = [
    describedHash(await fitPlan(other, [numbers('a', [1, 2])]), 'table', 'measured'),
    describedHash(await fitPlan(plan, [numbers('a', [2, 2])]), 'table', 'measured'),
    describedHash(fitted, 'another', 'measured'),
    describedHash(fitted, 'table', 'other'),
  ];
  expect(new Set([hash, ...different]).size).toBe(5);
});
