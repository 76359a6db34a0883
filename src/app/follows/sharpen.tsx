/** The button beside "Which run would tell more?": makes those runs until the limit is narrow enough. */
import { Button } from '../controls/button.tsx';
import { canSharpen, sharpen, SHARPEN_ROUNDS } from '../store/sharpen.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function Sharpen() {
  const words = useWords();
  const page = usePage();
  const { busy, round, ended } = useSelect(({ facts }) => facts.sharpening);
  const possible = useSelect(canSharpen);
  const text = words.followsActions.sharpen;
  return (
    <div className="card-action">
      <Button kind="small" disabled={!possible} onClick={() => void sharpen(page)}>
        {text.button}
      </Button>
      <span className="hint">
        {busy
          ? text.round(round, SHARPEN_ROUNDS)
          : ended
            ? text.ended[ended]
            : text.hint(SHARPEN_ROUNDS)}
      </span>
    </div>
  );
}
