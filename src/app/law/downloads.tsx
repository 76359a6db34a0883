/** What can be saved of the points on the screen. */
import { Button } from '../controls/button.tsx';
import {
  downloadCsv,
  downloadFigure,
  downloadFigureSvg,
  downloadReport,
  downloadResults,
} from '../store/downloads.ts';
import { curveOnScreen, recordsOf, viewOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function Downloads() {
  const words = useWords();
  const page = usePage();
  const none = useSelect((state) => recordsOf(state).length === 0);
  const trains = useSelect((state) => curveOnScreen(state).kind === 'experiment');
  const noPoints = useSelect((state) => curveOnScreen(state).points.length === 0);
  const { hidden } = useSelect(viewOf);
  if (hidden.includes('downloads')) return null;
  return (
    <div className="downloads">
      {trains && (
        <>
          <Button kind="small" disabled={none} onClick={() => void downloadResults(page)}>
            {words.run.download}
          </Button>
          <Button kind="small" disabled={none} onClick={() => downloadCsv(page)}>
            {words.run.recordsCsv}
          </Button>
        </>
      )}
      <Button kind="small" disabled={noPoints} onClick={() => void downloadFigure(page, words)}>
        {words.run.figurePng}
      </Button>
      <Button kind="small" disabled={noPoints} onClick={() => void downloadFigureSvg(page, words)}>
        {words.run.figureSvg}
      </Button>
      {trains && (
        <Button kind="small" disabled={none} onClick={() => void downloadReport(page, words)}>
          {words.report.button}
        </Button>
      )}
    </div>
  );
}
