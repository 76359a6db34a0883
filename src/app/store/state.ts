/**
 * What the page holds, as one value: the documents (what a person decided), the view (how the page is looked at) and the
 * facts (what was read, made and computed). Everything else is derived from it by `select`.
 */
import type { DescribeProgress } from '../../descriptors/describe.ts';
import type { PlanProblem } from '../../descriptors/plan.ts';
import { newDocument } from '../../experiment/defaults.ts';
import type {
  ExperimentDocument,
  Source,
  TableReference,
  TypedSettings,
} from '../../experiment/document.ts';
import type { LawAnswer } from '../../findings/law-answer.ts';
import type { PreparedSeries } from '../../preparation/prepare-series.ts';
import type { Series, SeriesSpec } from '../../preparation/series.ts';
import type { WidthCheck } from '../../scaling/index.ts';
import type { SharedResults } from '../../sharing/compact-records.ts';
import type { LinkProblem } from '../../sharing/link.ts';
import type { Comparison } from '../../sharing/compare-records.ts';
import type { ExperimentFileProblem } from '../../sharing/experiment-file.ts';
import type { FileNote } from '../../sharing/read-experiment-file.ts';
import type { RecordConflict, UniteProblem } from '../../sharing/unite-files.ts';
import type { PublicTableProblem } from '../../sharing/public-tables.ts';
import type { StoredExperiment } from '../../storage/experiments.ts';
import type { StorageProblem } from '../../storage/problems.ts';
import type { KeptTables, TableProblem, TablesChoice } from '../../storage/tables.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import { IDLE } from '../../sweep/run/run-state.ts';
import type { RunProblem, RunState } from '../../sweep/runner-types.ts';
import type { SweepSpec } from '../../sweep/specification.ts';
import type { ErrorListProblem } from '../../tables/error-list/error-list.ts';
import type { FileForm } from '../../tables/read-table.ts';
import type { Side } from '../../tables/side.ts';
import type { TableError } from '../../tables/table-error.ts';
import type { Table } from '../../tables/table.ts';
import type { Language } from '../../words/words.ts';
import { createSelect } from './select.ts';

/** The page's entrances: one experiment stands in each. */
export type Entrance = Source['kind'];
export const ENTRANCES: readonly Entrance[] = ['lesson', 'tables', 'list'];
/** Those that train. */
export type Trained = Exclude<Entrance, 'list'>;

/** One experiment: its document and under which id the browser keeps it. */
export interface Experiment {
  readonly id: string;
  readonly document: ExperimentDocument;
}

export interface PageView {
  /** The page's own language, not the experiment's. */
  readonly language: Language;
  readonly entrance: Entrance;
  readonly dialog: 'experiments' | 'share' | null;
}

/** A table in memory and the file that it came from; null where it came from the browser's own storage. */
export interface LoadedTable {
  readonly table: Table;
  readonly file: File | null;
  readonly form: FileForm | null;
}

export interface Reading {
  readonly file: string;
  /** 0 to 1; null before the first report. */
  readonly share: number | null;
}

/** A file that could not be read. */
export interface Refused {
  readonly file: File;
  readonly error: TableError;
}

/** Series that can be trained on, and what is known of their data. */
export interface Ready {
  /** The lesson, or the fingerprints of the tables. */
  readonly origin: string;
  readonly specs: readonly SeriesSpec[];
  readonly series: readonly Series[];
  /** What preparing the tables found; none for a lesson. */
  readonly prepared: readonly PreparedSeries[];
  /** Unit of the measured target, for axes; null where the name tells none. */
  readonly unit: string | null;
  /** What a perfect model's error would be for the noise of repeated measurements, where there are any. */
  readonly noiseFloor: number | null;
  /** Settings that a lesson brings. */
  readonly proposed: TypedSettings;
}

/** What was made of the data, is being made, or why it cannot be. */
export interface Made {
  readonly ready: Ready | null;
  /** The latest result for the same tables; older than `progress` while that is there. */
  readonly latest: PreparedSeries | null;
  readonly progress: DescribeProgress | 'starting' | null;
  readonly problem: PlanProblem | null;
  /** An error that no check foresaw. */
  readonly failure: string | null;
}

/** Where an opened experiment came from. */
export type Origin = { readonly kind: 'file'; readonly name: string } | { readonly kind: 'link' };

/** The points on the screen belong to this: what was run last, found in storage, or opened from a file or a link. */
export interface Shown {
  readonly spec: SweepSpec;
  readonly series: readonly SeriesSpec[];
  /** For each series. */
  readonly protocols: readonly string[];
  readonly unit: string | null;
  readonly noiseFloor: number | null;
  /** What brought them; null for points of this browser. */
  readonly origin: Origin | null;
  /** Points of a link, rounded: they are looked at, and never kept as records. */
  readonly compact: SharedResults | null;
}

/** Points that somebody else computed: what "Reproduce" compares with. */
export interface Shared {
  /** The experiment that they belong to. */
  readonly experiment: string;
  readonly origin: Origin | null;
  readonly spec: SweepSpec;
  readonly records: readonly SweepRecord[];
  /** Of the full records, where these are rounded. */
  readonly hash: string | null;
}

export interface Reproducing {
  readonly experiment: string;
  readonly busy: boolean;
  readonly done: number;
  readonly planned: number;
  /** null while it is busy, and where nothing could be run. */
  readonly answer: Comparison | null;
  readonly problems: readonly RunProblem[];
}

/** What is to be said of experiment files that were opened. */
export type FileTrouble =
  | { readonly kind: 'refused'; readonly file: string; readonly problem: ExperimentFileProblem }
  | { readonly kind: 'note'; readonly file: string; readonly note: FileNote }
  | { readonly kind: 'apart'; readonly problem: UniteProblem }
  | { readonly kind: 'conflicts'; readonly conflicts: readonly RecordConflict[] };

export interface LawFacts {
  /** Belongs to the curve, or to slightly older points of it while `computing`. */
  readonly answer: LawAnswer | null;
  readonly computing: boolean;
  /** Which curve: another experiment, m or measure makes another. */
  readonly curve: string;
}

export interface WidthChecking {
  readonly busy: boolean;
  readonly done: number;
  readonly planned: number;
  /** The curve that the result belongs to. */
  readonly of: string | null;
  readonly n: number;
  readonly result: WidthCheck | null;
  readonly failed: boolean;
}

export interface Sharpening {
  readonly round: number;
  readonly busy: boolean;
  /** How it ended; null before the first time and while it is busy. */
  readonly ended: 'enough' | 'no-run' | 'spent' | 'stopped' | null;
}

/** What the browser keeps, and what it does not. */
export interface Keeping {
  /** Why nothing, or not everything, is kept. */
  readonly problem: StorageProblem | null;
  /** Records that are in memory only. */
  readonly notKept: number;
  /** Entrances whose experiment another tab has open: they can be looked at here. */
  readonly elsewhere: ReadonlySet<Entrance>;
  /** Why a table of the experiment at hand is not kept, other than by choice. */
  readonly table: TableProblem | null;
  /** Which tables are kept, and whether a person wants that; null before it was looked up. */
  readonly tables: (KeptTables & TablesChoice) | null;
}

export interface Facts {
  /** By fingerprint. */
  readonly tables: ReadonlyMap<string, LoadedTable>;
  readonly reading: Readonly<Record<Side, Reading | null>>;
  readonly refused: Readonly<Record<Side, Refused | null>>;
  /** Tables of an opened experiment in whose place others came. */
  readonly replaced: readonly { readonly side: Side; readonly wanted: TableReference }[];
  readonly made: Readonly<Record<Trained, Made>>;
  readonly shown: Readonly<Record<Trained, Shown | null>>;
  readonly shared: Readonly<Record<Trained, Shared | null>>;
  readonly reproducing: Reproducing | null;
  /** Why the link in the address could not be opened. */
  readonly linkProblem: LinkProblem | { readonly code: 'unknown-lesson' } | null;
  /** By protocol. */
  readonly records: ReadonlyMap<string, readonly SweepRecord[]>;
  readonly run: Readonly<Record<Trained, RunState>>;
  readonly law: LawFacts;
  readonly width: WidthChecking;
  readonly sharpening: Sharpening;
  readonly fetching: { readonly table: string | null; readonly problem: PublicTableProblem | null };
  readonly listProblem: ErrorListProblem | null;
  readonly fileTroubles: readonly FileTrouble[];
  readonly keeping: Keeping;
  /** Experiments that the browser keeps, newest first; null before they were looked up. */
  readonly library: readonly StoredExperiment[] | null;
  /** Ids of experiments that some tab has open. */
  readonly claimed: ReadonlySet<string>;
}

export interface PageState {
  readonly documents: Readonly<Record<Entrance, Experiment>>;
  readonly view: PageView;
  readonly facts: Facts;
}

export const NOTHING_MADE: Made = {
  ready: null,
  latest: null,
  progress: null,
  problem: null,
  failure: null,
};

export const NO_LAW: LawFacts = { answer: null, computing: false, curve: '' };
export const NO_WIDTH_CHECK: WidthChecking = {
  busy: false,
  done: 0,
  planned: 0,
  of: null,
  n: 0,
  result: null,
  failed: false,
};
export const NO_SHARPENING: Sharpening = { round: 0, busy: false, ended: null };
export const NEITHER = { simulated: null, measured: null } as const;

export const select = createSelect<PageState>();

/** The page before anything was read or remembered. */
export function firstState(newId: () => string, language: Language): PageState {
  const experiment = (source: Source): Experiment => ({
    id: newId(),
    document: newDocument(source),
  });
  return {
    documents: {
      lesson: experiment({ kind: 'lesson', lesson: 'built-in' }),
      tables: experiment({ kind: 'tables', simulated: [], measured: [], series: [] }),
      list: experiment({ kind: 'list', text: '', choices: {} }),
    },
    view: { language, entrance: 'lesson', dialog: null },
    facts: {
      tables: new Map(),
      reading: NEITHER,
      refused: NEITHER,
      replaced: [],
      made: { lesson: NOTHING_MADE, tables: NOTHING_MADE },
      shown: { lesson: null, tables: null },
      shared: { lesson: null, tables: null },
      reproducing: null,
      linkProblem: null,
      records: new Map(),
      run: { lesson: IDLE, tables: IDLE },
      law: NO_LAW,
      width: NO_WIDTH_CHECK,
      sharpening: NO_SHARPENING,
      fetching: { table: null, problem: null },
      listProblem: null,
      fileTroubles: [],
      keeping: {
        problem: null,
        notKept: 0,
        elsewhere: new Set(),
        table: null,
        tables: null,
      },
      library: null,
      claimed: new Set(),
    },
  };
}
