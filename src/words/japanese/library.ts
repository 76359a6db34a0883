/** The list of experiments that this browser keeps, and what is said about keeping, in Japanese. */
import type { Words } from '../words.ts';
import { formatCount, numbers } from './numbers.ts';

const megabytes = (bytes: number) => `${numbers.value(bytes / 1e6, 2)} MB`;

export const library: Words['library'] = {
  button: '解析一覧',
  title: '解析一覧',
  hint: 'このマシンのこのブラウザーに保存されます。どこにも送信されません。',
  empty: 'まだありません。データが入ると、解析がここに保存されます。',
  close: '閉じる',
  open: '開く',
  here: '表示中',
  rename: '名前を変更',
  nameOf: (title) => `「${title}」の名前`,
  duplicate: '複製',
  copyOf: (title) => `${title}(コピー)`,
  delete: '削除',
  really: '計算した点とともに削除しますか?',
  keep: '残す',
  deleteAll: 'すべて削除',
  reallyAll: 'このブラウザーからすべての解析、点、表を削除しますか?',
  changed: (moment) => `${moment}に変更`,
  state: {
    idle: '未実行',
    preparing: '停止',
    running: '停止',
    paused: '停止',
    stopped: '停止',
    finished: '完了',
    failed: '失敗',
  },
  running: '実行中',
  points: (done, planned) => `${formatCount(planned)}点中${formatCount(done)}点`,
  picture: (title) => `「${title}」のスケーリング則の縮小図`,
  keepTables: '自分の表をこのブラウザーに保存する',
  keptTables: (count, bytes, limit) =>
    count === 0
      ? `保存された表はありません。新しいものから最大${megabytes(limit)}まで保存します。`
      : `${formatCount(count)}個の表、${megabytes(bytes)}(上限${megabytes(limit)})。`,
  forgetTables: '保存した表を消去',
  gone: 'この解析を開けませんでした。別のタブで削除されたか、新しい版のページで作成されたものです。',
  elsewhere:
    'この解析は別のタブで開かれています。ここでは閲覧だけできます。実行や変更をするには、そのタブで閉じてください。',
  openElsewhere: '別のタブで表示中',
  notKept: (count) =>
    `${formatCount(count)}点はこのタブにしかありません。閉じる前に結果をダウンロードしてください。`,
};
