/** The grip of the target line at the plot's left edge: dragged with a pointer, moved with the arrow keys. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { errorAtPixel, pixelOfError, type Frame } from '../../figures/law-axes.ts';
import { setTarget } from '../store/change-document.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

interface TargetHandleProps {
  readonly frame: Frame;
  readonly target: number | null;
  readonly unit: string | null;
  /** Simulations that the target needs, where that is known. */
  readonly needed: number | null;
}

const short = (value: number): number => Number(value.toPrecision(3));

export function TargetHandle({ frame, target, unit, needed }: TargetHandleProps) {
  const words = useWords();
  const page = usePage();
  const dragging = useRef(false);
  const smallest = 10 ** frame.y[0];
  const largest = 10 ** frame.y[1];
  const within = (value: number) => Math.max(smallest, Math.min(largest, value));
  // Three significant digits: what the label says is what is computed.
  const place = (value: number) => setTarget(page, Number(within(value).toPrecision(3)));
  // Parked near the bottom, out of the way of points and lines.
  const parked = 10 ** (frame.y[0] + 0.07 * (frame.y[1] - frame.y[0]));
  const shown = within(target ?? parked);

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const plot = event.currentTarget.parentElement;
    if (!dragging.current || !plot) return;
    const pixels = event.clientY - plot.getBoundingClientRect().top - frame.margin.t;
    place(errorAtPixel(frame, pixels));
  };
  const keys = (event: KeyboardEvent) => {
    const factor = { ArrowUp: 1.02, ArrowRight: 1.02, ArrowDown: 1 / 1.02, ArrowLeft: 1 / 1.02 }[
      event.key
    ];
    const big = { PageUp: 1.2, PageDown: 1 / 1.2 }[event.key];
    if (factor !== undefined || big !== undefined) {
      event.preventDefault();
      place(shown * (factor ?? big ?? 1));
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      place(event.key === 'Home' ? smallest : largest);
    } else if (event.key === 'Delete' || event.key === 'Backspace') setTarget(page, null);
  };
  return (
    <div
      className={target === null ? 'target-handle resting' : 'target-handle'}
      data-text={words.law.restingTarget}
      role="slider"
      tabIndex={0}
      aria-label={words.law.targetHandle}
      aria-orientation="vertical"
      aria-valuemin={short(smallest)}
      aria-valuemax={short(largest)}
      aria-valuenow={short(shown)}
      aria-valuetext={
        target === null ? words.law.clearTarget : words.law.targetSpoken(target, unit, needed)
      }
      title={words.law.targetHandle}
      style={{
        left: frame.margin.l + 20,
        top: frame.margin.t + pixelOfError(frame, shown),
      }}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
      onKeyDown={keys}
    />
  );
}
