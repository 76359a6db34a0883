import { expect, test } from 'vitest';
import { featuresHash } from '../../../src/descriptors/describe-cached.ts';
import type { DescriptorPlan } from '../../../src/descriptors/plan.ts';

test('the hash of features changes with everything that determines them, and with nothing else', () => {
  const plan: DescriptorPlan = [{ kind: 'numbers', columns: ['a'], log: ['a'] }];
  const rewritten: DescriptorPlan = [{ log: ['a'], columns: ['a'], kind: 'numbers' }];
  const other: DescriptorPlan = [{ kind: 'numbers', columns: ['a'] }];
  const hash = featuresHash(plan, 'simulated', 'measured');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(featuresHash(rewritten, 'simulated', 'measured')).toBe(hash);
  const different = [
    featuresHash(other, 'simulated', 'measured'),
    featuresHash(plan, 'measured', 'simulated'),
    featuresHash(plan, 'simulated2', 'measured'),
  ];
  expect(new Set([hash, ...different]).size).toBe(4);
});
