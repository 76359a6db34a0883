/** The gallery of public tables: what they are, whose, and what went wrong while fetching one. */
import type { PublicTableProblem } from '../../sharing/public-tables.ts';

const TITLES: Readonly<Record<string, string>> = {
  'radonpy-pi1070': 'RadonPy PI1070',
  'chi-cosmo-rs': 'Chi parameter, COSMO-RS',
  'chi-measured': 'Chi parameter, measured',
};

/** What a person should know before using it. */
const REMARKS: Readonly<Record<string, string>> = {
  'chi-cosmo-rs':
    'Writes polymers as rings of ten units: they are not recognised as the polymers of the measured table.',
};

export const publicTables = {
  summary: 'Public tables',
  hint: 'Fetched from their authors’ repositories on GitHub when you press the button, and checked against their published content. Nothing of yours is sent.',
  title: (id: string) => TITLES[id] ?? id,
  remark: (id: string) => REMARKS[id] ?? null,
  as: { simulated: 'Use as simulated', measured: 'Use as measured' },
  fetching: 'Fetching …',
  spoken: (title: string, as: string) => `${title}: ${as.toLowerCase()}`,
  source: (repository: string, licence: string) => `${repository} · ${licence}`,
  problem: (problem: PublicTableProblem): string => {
    switch (problem.code) {
      case 'not-reachable':
        return `${problem.file} could not be fetched: GitHub does not answer from here. Download it in another way and drop it on the page.`;
      case 'refused':
        return `${problem.file} could not be fetched: GitHub answered ${problem.status}.`;
      case 'other-content':
        return `${problem.file} is not the file that was published (SHA-256 ${problem.sha256.slice(0, 12)}…). It was not used.`;
    }
  },
} as const;
