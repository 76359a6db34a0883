/** The button beside the limit: is it the network that stops the error from falling? */
import { Button } from '../controls/button.tsx';
import { useStore } from '../store/create-store.ts';
import { curveStore } from '../store/curve.ts';
import { runStore } from '../store/run.ts';
import { doubleWidth, stopWidthCheck, widthKey, widthStore } from '../store/width-check.ts';
import { useWords } from '../words-context.tsx';

export function DoubleWidth() {
  const words = useWords();
  const check = useStore(widthStore, (state) => state);
  const status = useStore(runStore, ({ state }) => state.status);
  const unit = useStore(curveStore, (curve) => curve.unit);
  const text = words.followsActions.width;
  const current = check.of === widthKey();
  const said = check.busy
    ? text.running(check.done, check.planned, check.n)
    : current && check.result
      ? text.verdict(check.result, unit)
      : current && check.failed
        ? text.failed
        : text.hint;
  return (
    <div className="card-action">
      {check.busy ? (
        <Button kind="small" onClick={() => void stopWidthCheck()}>
          {text.stop}
        </Button>
      ) : (
        <Button
          kind="small"
          disabled={status !== 'finished' && status !== 'stopped'}
          onClick={() => void doubleWidth()}
        >
          {text.button}
        </Button>
      )}
      <span className="hint">{said}</span>
    </div>
  );
}
