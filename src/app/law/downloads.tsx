/** What can be saved of the figure: the picture, and for an experiment its points and the whole of it. */
import { Button } from '../controls/button.tsx';
import { downloadCsv, downloadFigure, downloadResults } from '../store/downloads.ts';
import { curveOnScreen, recordsOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function Downloads() {
  const words = useWords();
  const page = usePage();
  const trains = useSelect((state) => curveOnScreen(state).kind === 'experiment');
  const noPoints = useSelect((state) => curveOnScreen(state).points.length === 0);
  const noRecords = useSelect((state) => recordsOf(state).length === 0);
  const text = words.run;
  return (
    <div className="downloads">
      {trains && (
        <>
          <Button kind="small" disabled={noRecords} onClick={() => void downloadResults(page)}>
            {text.download}
          </Button>
          <Button kind="small" disabled={noRecords} onClick={() => downloadCsv(page)}>
            {text.recordsCsv}
          </Button>
        </>
      )}
      <Button
        kind="small"
        disabled={noPoints}
        onClick={() => void downloadFigure(page, words, 'png')}
      >
        {text.figurePng}
      </Button>
      <Button
        kind="small"
        disabled={noPoints}
        onClick={() => void downloadFigure(page, words, 'svg')}
      >
        {text.figureSvg}
      </Button>
    </div>
  );
}
