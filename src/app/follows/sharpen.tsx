/** The button beside "Which run would tell more?": makes those runs until the limit is narrow enough. */
import { Button } from '../controls/button.tsx';
import { useStore } from '../store/create-store.ts';
import { runStore } from '../store/run.ts';
import { canSharpen, sharpen, SHARPEN_ROUNDS, sharpenStore } from '../store/sharpen.ts';
import { useWords } from '../words-context.tsx';

export function Sharpen() {
  const words = useWords();
  const { busy, round, ended } = useStore(sharpenStore, (state) => state);
  const status = useStore(runStore, ({ state }) => state.status);
  const text = words.followsActions.sharpen;
  return (
    <div className="card-action">
      <Button
        kind="small"
        disabled={busy || status !== 'finished' || !canSharpen()}
        onClick={() => void sharpen()}
      >
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
