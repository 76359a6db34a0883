/** What the page uses of the machine it runs on. The browser's is in browser-platform.ts; tests bring Node's. */
import type { DescribeProgress } from '../../descriptors/describe.ts';
import type { LawAnswer, LawQuestion } from '../../findings/law-answer.ts';
import type { FitLaw } from '../../findings/laws.ts';
import type { PreparedSeries, SeriesChoice } from '../../preparation/prepare-series.ts';
import type { Claim } from '../../storage/claim.ts';
import type { Storage } from '../../storage/storage.ts';
import type { RecordStore } from '../../sweep/record-store.ts';
import type { SweepRunner } from '../../sweep/runner-types.ts';
import type { ReadChoices, ReadOutcome } from '../../tables/read-table.ts';
import type { Table } from '../../tables/table.ts';
import type { Language } from '../../words/words.ts';
import type { Address } from './address.ts';
import type { Ready } from './state.ts';

export interface Platform {
  readonly language: {
    /** As it was chosen here before, else as the reader's browser says. */
    first(): Language;
    remember(language: Language): void;
  };
  readonly address: Address;
  readonly storage: Storage;
  /** A runner with workers of its own. */
  makeRunner(records: RecordStore): Promise<SweepRunner>;
  /** Rejects with DescriptorPlanError, or the signal's reason. */
  prepare(
    simulated: Table,
    measured: Table,
    choice: SeriesChoice,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (progress: DescribeProgress) => void;
    },
  ): Promise<PreparedSeries>;
  /** The data of a lesson and the settings that it brings. */
  lesson(id: string): Promise<Ready>;
  readTable(
    file: File,
    choices: ReadChoices,
    onShare: (share: number | null) => void,
  ): Promise<ReadOutcome>;
  /** Answers come in parts, the last one with `computing` false; a failure is an answer. Rejects with the signal's reason. */
  askLaw(
    question: LawQuestion,
    signal: AbortSignal,
    onAnswer: (answer: LawAnswer, computing: boolean) => void,
  ): Promise<void>;
  readonly fitLaw: FitLaw;
  /** Whether this tab owns the experiment. */
  claim(id: string): Promise<Claim>;
  /** Ids of the experiments that some tab owns, this one included. */
  claimed(): Promise<ReadonlySet<string>>;
  newId(): string;
  /** Rejects with the signal's reason. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Errors of the page itself: they are for its makers and never swallowed. */
  readonly report: (error: unknown) => void;
}
