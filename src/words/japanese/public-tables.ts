/** The gallery of public tables, in Japanese: what they are, whose, and what went wrong while fetching one. */
import type { PublicTableProblem } from '../../sharing/public-tables.ts';
import type { Words } from '../words.ts';

const TITLES: Readonly<Record<string, string>> = {
  'radonpy-pi1070': 'RadonPy PI1070',
  'chi-cosmo-rs': 'χパラメーター(COSMO-RS)',
  'chi-measured': 'χパラメーター(実験データ)',
};

/** What a person should know before using it. */
const REMARKS: Readonly<Record<string, string>> = {
  'chi-cosmo-rs':
    '高分子が10個の単位からなる環として書かれているため、実験データの高分子と同じものとは認識されません。',
};

export const publicTables: Words['publicTables'] = {
  summary: '公開データ',
  hint: 'ボタンを押すと、著者のGitHubリポジトリから取得し、公開された内容と一致するかを確認します。自分のデータは送信されません。',
  title: (id) => TITLES[id] ?? id,
  remark: (id) => REMARKS[id] ?? null,
  as: { simulated: '計算データとして使う', measured: '実験データとして使う' },
  fetching: '取得中…',
  spoken: (title, as) => `${title}: ${as}`,
  source: (repository, licence) => `${repository} · ${licence}`,
  problem: (problem: PublicTableProblem): string => {
    switch (problem.code) {
      case 'not-reachable':
        return `${problem.file}を取得できませんでした。ここからGitHubに接続できません。別の方法でダウンロードして、ページにドロップしてください。`;
      case 'refused':
        return `${problem.file}を取得できませんでした。GitHubの応答は${problem.status}です。`;
      case 'other-content':
        return `${problem.file}は公開されたファイルと異なるため(SHA-256 ${problem.sha256.slice(0, 12)}…)、使いませんでした。`;
    }
  },
};
