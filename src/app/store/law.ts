/** The law behind the points on the screen: asked again when they change; a stale question stops. */
import { follow } from './follow.ts';
import { updateFacts, type PageCore } from './page-core.ts';
import { questionOf } from './selectors.ts';
import { NO_LAW } from './state.ts';

export function followCurve(page: PageCore): () => void {
  return follow(
    page.state,
    questionOf,
    async ({ curve, target, worth }, signal) => {
      const now = page.state.get().facts.law;
      const answer = now.curve === curve.key ? now.answer : null;
      if (curve.points.length === 0) {
        updateFacts(page, () => ({ law: { ...NO_LAW, curve: curve.key } }));
        return;
      }
      updateFacts(page, () => ({ law: { answer, computing: true, curve: curve.key } }));
      const question = { curve: curve.key, points: curve.points, target, worth };
      await page.platform.askLaw(question, signal, (next, computing) =>
        updateFacts(page, () => ({ law: { answer: next, computing, curve: curve.key } })),
      );
    },
    page.platform.report,
  );
}
