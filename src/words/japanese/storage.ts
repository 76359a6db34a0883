/** What is kept in this browser and what is not: why, and what to do. */
import type { ClosedBy } from '../../storage/database.ts';
import type { StorageProblem } from '../../storage/problems.ts';
import type { TableProblem } from '../../storage/tables.ts';
import type { Words } from '../words.ts';
import { formatCount } from './numbers.ts';

const megabytes = (bytes: number) => `${formatCount(Math.ceil(bytes / 1e6))} MB`;

const CLOSED: Readonly<Record<ClosedBy, string>> = {
  newer:
    '別のタブでこのページの新しい版が開かれました。以後、このタブでは何も保存されません。結果をダウンロードしてから再読み込みしてください。',
  deleted:
    'このページの保存内容が別のタブで削除されました。以後、このタブでは何も保存されません。結果をダウンロードしてから再読み込みしてください。',
  browser:
    'ブラウザーがこのページの保存領域を閉じました。以後、このタブでは何も保存されません。結果をダウンロードしてから再読み込みしてください。',
  page: 'このページの保存領域は閉じています。再び保存するには再読み込みしてください。',
};

/** Why something is not kept in this browser. */
function problem(of: StorageProblem): string {
  switch (of.code) {
    case 'storage-unavailable':
      return 'このブラウザーではこのページの内容を保存できません(プライベートウィンドウの可能性があります)。機能はすべて使えますが、タブを閉じる前に結果をダウンロードしてください。';
    case 'storage-blocked':
      return '別のタブでこのページの古い版が開いているため、保存できません。そのタブを閉じて再読み込みしてください。';
    case 'storage-newer':
      return 'このページの新しい版がここにデータを保存しています。再読み込みするとその版になります。それまでは何も保存されません。';
    case 'storage-closed':
      return CLOSED[of.by];
    case 'storage-silent':
      return `ブラウザーの保存領域から${of.seconds}秒間応答がありません。タブを閉じる前に結果をダウンロードしてください。`;
    case 'storage-full':
      return 'ブラウザーの保存領域がいっぱいです。実行は続きますが、新しい内容は保存されません。解析か表を削除するか、結果をダウンロードしてください。';
    case 'storage-failed':
      return `保存できなかった内容があります(${of.message})。タブを閉じる前に結果をダウンロードしてください。`;
  }
}

/** Why a table is not kept. */
function tableProblem(of: TableProblem): string {
  switch (of.code) {
    case 'table-over-limit':
      return `${of.name}(${megabytes(of.bytes)})は保存されません。すべての表を合わせた上限は${megabytes(of.limit)}です。上限を上げるか、次回ファイルを選び直してください。`;
    case 'tables-not-kept':
      return `設定により、${of.name}は保存されません。次回ファイルを選び直してください。`;
    case 'storage-unavailable':
    case 'storage-blocked':
    case 'storage-newer':
    case 'storage-closed':
    case 'storage-silent':
    case 'storage-full':
    case 'storage-failed':
      return problem(of);
  }
}

export const storage: Words['storage'] = {
  problem,
  tableProblem,
  tablesGone: (names) => `空きを作るため${names.join('、')}を削除しました。結果は残っています。`,
  unguarded:
    'この解析を2つのタブで同時に開かないでください。httpの接続では、このページはそれを検知できません。',
};
