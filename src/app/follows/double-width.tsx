/** The button beside the limit: is it the network that stops the error from falling? */
import { Button } from '../controls/button.tsx';
import { curveOnScreen } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { canDoubleWidth, doubleWidth, stopWidthCheck } from '../store/width-check.ts';
import { useWords } from '../words-context.tsx';

export function DoubleWidth() {
  const words = useWords();
  const page = usePage();
  const check = useSelect(({ facts }) => facts.width);
  const possible = useSelect(canDoubleWidth);
  const { unit, key } = useSelect(curveOnScreen);
  const text = words.followsActions.width;
  const current = check.of === key;
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
        <Button kind="small" onClick={() => void stopWidthCheck(page)}>
          {text.stop}
        </Button>
      ) : (
        <Button kind="small" disabled={!possible} onClick={() => void doubleWidth(page)}>
          {text.button}
        </Button>
      )}
      <span className="hint">{said}</span>
    </div>
  );
}
