/** The target error: typed, dragged or cleared; whatever is not a positive number is no target. */
import { changeView } from './view.ts';

export function setTarget(target: number | null): void {
  changeView({
    target: target !== null && Number.isFinite(target) && target > 0 ? target : null,
  });
}
