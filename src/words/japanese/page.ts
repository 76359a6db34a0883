/** Title, header, sections and what is said of the page itself. */
import type { Words } from '../words.ts';

export const page: Words['page'] = {
  title: 'Sim2Realスケーリング則',
  question: 'シミュレーションは何件あれば十分か',
  explanation:
    'ニューラルネットワークに、多数のシミュレーションと少数の実験データを学習させます。このページは、シミュレーションを増やすにつれて誤差がどう下がり、どこで下げ止まるかを示します。計算はすべてお使いのブラウザー内で行います。',
  /** The same in every language: whoever is lost in one finds the way back. */
  language: 'Language',
  privacy: 'データがこのコンピューターの外に送られることはありません。',
  version: (version) => `バージョン ${version}`,
  skip: 'スケーリング則へ移動',
  sections: {
    data: 'データ',
    experiment: '解析の設定',
    law: 'スケーリング則',
    follows: 'わかること',
  },
  dropHere: '表はページのどこにでもドロップできます',
  dropNow: 'ドロップして読み込む',
  dropHint:
    'CSV、TSV、JSON、Parquet、Excel(gzip圧縮も可)。解析には表を2つ、スケーリング則だけならnと誤差の一覧を1つ。',
  problemsTitle: '確認が必要です',
  dismiss: '閉じる',
  crashed: 'ページ内部でエラーが発生しました。',
  crashedAdvice:
    '先に結果をダウンロードしてから、再読み込みしてください。次の文面を報告していただけると助かります:',
};
