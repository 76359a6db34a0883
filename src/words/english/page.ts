/** Title, header, sections and what is said of the page itself. */
export const page = {
  title: 'Sim2Real scaling laws',
  question: 'How many simulations are enough?',
  explanation:
    'A network learns from many simulations and a few measurements. This page shows how its error falls as simulations are added, and where it stops falling. Everything runs in your browser.',
  /** The same in every language: whoever is lost in one finds the way back. */
  language: 'Language',
  privacy: 'Your tables never leave this machine.',
  version: (version: string) => `Version ${version}`,
  skip: 'Skip to the law',
  sections: {
    data: 'Data',
    experiment: 'Experiment',
    law: 'The law',
    follows: 'What follows',
  },
  dropHere: 'Drop tables anywhere',
  dropNow: 'Drop to load',
  dropHint:
    'CSV, TSV, JSON, Parquet or Excel, also gzipped. Two tables for an experiment, one list of n and error for the law only.',
  problemsTitle: 'Needs your attention',
  dismiss: 'Dismiss',
  crashed: 'The page met an error of its own.',
  crashedAdvice: 'Download the results first, then reload. Please report this text:',
} as const;
