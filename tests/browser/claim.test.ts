/** Two tabs on one experiment, by real Web Locks: one owns it, the other is told when it is free. */
import { expect, test } from 'vitest';
import { claimedExperiments, claimExperiment, type Claim } from '../../src/storage/claim.ts';

function owned(claim: Claim) {
  if (!claim.owner) throw new Error('The experiment is owned elsewhere.');
  return claim;
}

function waiting(claim: Claim) {
  if (claim.owner) throw new Error('The experiment was free.');
  return claim;
}

test('the second is told when the first lets go, and then owns it', async () => {
  const first = owned(await claimExperiment('a'));
  expect(first.guarded).toBe(true);
  owned(await claimExperiment('b')).release();
  const second = waiting(await claimExperiment('a'));
  const third = waiting(await claimExperiment('a'));
  expect([...(await claimedExperiments())]).toContain('a');
  first.release();
  const next = await second.freed;
  expect(next?.owner).toBe(true);
  third.giveUp();
  expect(await third.freed).toBeUndefined();
  next?.release();
  await expect.poll(async () => (await claimedExperiments()).has('a')).toBe(false);
  owned(await claimExperiment('a')).release();
});

test('a tab that dies lets go', async () => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const locks = frame.contentWindow?.navigator.locks;
  if (!locks) throw new Error('The frame has no locks.');
  owned(await claimExperiment('c', locks));
  const second = waiting(await claimExperiment('c'));
  frame.remove();
  const next = await second.freed;
  expect(next?.owner).toBe(true);
  next?.release();
});
