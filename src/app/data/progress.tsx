/** How far the inputs have become features. Quiet until it takes long enough to be noticed (see data.css). */
import type { Made } from '../store/state.ts';
import { useWords } from '../words-context.tsx';

export function Progress({ made: { progress } }: { readonly made: Made }) {
  const words = useWords();
  if (!progress) return null;
  const share = progress === 'starting' ? null : wholeShare(progress);
  return (
    <div className="making">
      <span className="small quiet">{words.data.describing(progress)}</span>
      <progress
        className="bar"
        aria-label={words.columns.progress}
        {...(share === null ? {} : { value: share, max: 1 })}
      />
    </div>
  );
}

function wholeShare({
  part,
  parts,
  done,
  total,
}: Exclude<Made['progress'], 'starting' | null>): number {
  return (part + (total > 0 ? done / total : 1)) / Math.max(1, parts);
}
