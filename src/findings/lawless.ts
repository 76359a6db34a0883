/** Points that no law is to be told of: they do not fall with n, or not in one way. */
import type { LawReport, Remark } from '../scaling/index.ts';

export type LawlessRemark = Extract<
  Remark,
  { readonly code: 'accuracy-like' | 'rising' | 'peaked' | 'rising-tail' | 'flat' | 'break' }
>;

const CODES: readonly Remark['code'][] = [
  'accuracy-like',
  'rising',
  'peaked',
  'rising-tail',
  'flat',
  'break',
];

const isLawless = (remark: Remark): remark is LawlessRemark => CODES.includes(remark.code);

/** The first reason for which nothing is to be predicted; null where there is none. */
export function lawlessRemark({ remarks }: Pick<LawReport, 'remarks'>): LawlessRemark | null {
  return remarks.find(isLawless) ?? null;
}

/** No law is to be told of these points, with or without a remark that says why. */
export function lawless(report: Pick<LawReport, 'remarks' | 'law'>): boolean {
  return (
    lawlessRemark(report) !== null || report.law.reasons.some(({ code }) => code === 'no-trend')
  );
}
