/** Which run would tell more of the limit? Never one that the tables do not allow: that is named as such. */
import type { Diagnosis, LawReason, LawReport, RankedCandidate } from '../scaling/index.ts';

export type NextRunAnswer = { readonly question: 'next-run' } &
  /** `because`: the limit is known, or the answer of the page asks for no more runs. */
  (
    | { readonly status: 'enough'; readonly because: 'resolved' | 'settled' }
    | {
        readonly status: 'open';
        readonly resolved: boolean;
        /** What keeps the limit from being resolved. */
        readonly why: LawReason | null;
        /** null: no single run that can be made would settle it. */
        readonly run: RankedCandidate | null;
        /** Width of the limit's 90 % interval now and after the run. */
        readonly narrowing: { readonly now: number; readonly after: number } | null;
        /** A larger size would tell more than the table allows. */
        readonly beyondTable: { readonly n: number; readonly pool: number } | null;
      }
  );

/** A run that leaves more than this share of the interval's width hardly narrows anything and is no advice. */
const USEFUL_WIDTH = 0.85;

type Told = Pick<LawReport, 'diagnosis'> & { readonly next?: LawReport['next'] };

export function nextRunAnswer(report: Told, pool: number | null = null): NextRunAnswer {
  const { diagnosis } = report;
  const [run = null] = wantedRuns(report, pool);
  const now = diagnosis.widthNow;
  const after = run ? widthAfter(diagnosis, run) : null;
  const resolved = diagnosis.identified === 'resolved';
  const useful = after !== null && after < USEFUL_WIDTH * now;
  if (resolved && !useful) return { question: 'next-run', status: 'enough', because: 'resolved' };
  const { run: best } = diagnosis;
  return {
    question: 'next-run',
    status: 'open',
    resolved,
    why: resolved ? null : diagnosis.why,
    run,
    narrowing: after !== null ? { now, after } : null,
    beyondTable: pool !== null && best && best.n > pool ? { n: best.n, pool } : null,
  };
}

/**
 * The runs that can be made, the one to make first at the beginning: of those within the table the cheapest that narrows
 * the limit enough, else the one that narrows it most; then by what each gains for its cost. The button that makes runs
 * takes them in this order.
 */
export function wantedRuns(report: Told, pool: number | null): readonly RankedCandidate[] {
  const { diagnosis } = report;
  const within = ({ n }: RankedCandidate) => pool === null || Math.round(n) <= pool;
  const ranked = (report.next?.ranked ?? []).filter(within);
  const { run } = diagnosis;
  if (run && within(run)) return [run, ...ranked];
  const width = (one: RankedCandidate) => widthAfter(diagnosis, one);
  const enough = ranked
    .filter((one) => width(one) < diagnosis.widthNeeded)
    .sort((a, b) => a.cost - b.cost);
  const first = enough[0] ?? [...ranked].sort((a, b) => width(a) - width(b))[0];
  return first ? [first, ...ranked] : [];
}

function widthAfter({ widthNow, widthAfter: of, run }: Diagnosis, one: RankedCandidate): number {
  if (one === run && of !== null) return of;
  return one.before > 0 ? (widthNow * one.after) / one.before : widthNow;
}
