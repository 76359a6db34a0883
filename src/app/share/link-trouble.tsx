/** Why the link in the address could not be opened; the page stands there as without it. */
import { Button } from '../controls/button.tsx';
import { forgetLinkProblem } from '../store/open-link.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function LinkTrouble() {
  const words = useWords().share;
  const page = usePage();
  const problem = useSelect(({ facts }) => facts.linkProblem);
  if (!problem) return null;
  return (
    <div className="note bad link-trouble" role="alert">
      <span>{words.problem(problem)}</span>
      <Button kind="small" onClick={() => forgetLinkProblem(page)}>
        {words.dismiss}
      </Button>
    </div>
  );
}
