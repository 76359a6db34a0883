/** What an experiment is called, in words. */
import { titleOf } from '../../experiment/title.ts';
import type { ExperimentDocument } from '../../experiment/document.ts';
import type { Words } from '../../words/words.ts';

export function experimentTitle(words: Words, document: ExperimentDocument): string {
  const { titles } = words.library;
  const title = titleOf(document);
  switch (title.kind) {
    case 'typed':
      return title.title;
    case 'lesson':
      return titles.lesson;
    case 'list':
      return titles.list;
    case 'tables': {
      const simulated = title.simulated.join(', ');
      const measured = title.measured.join(', ');
      if (title.targets.length > 0) return titles.target(title.targets.join(', '), simulated);
      return simulated && measured
        ? titles.tables(simulated, measured)
        : simulated || measured || titles.empty;
    }
  }
}
