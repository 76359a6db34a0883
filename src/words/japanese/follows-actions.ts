/** The buttons and fields of "What follows". */
import type { Words } from '../words.ts';
import { numbers } from './numbers.ts';

const { count: formatCount, value: formatValue } = numbers;

const unitAfter = (unit: string | null) => (unit ? ` ${unit}` : '');

export const followsActions: Words['followsActions'] = {
  sharpen: {
    button: '下限を絞り込む',
    hint: (rounds) => `下限が十分に定まるまで、このような実行を追加します(最大${rounds}回)。`,
    round: (round, rounds) => `${rounds}回中${round}回目です。「停止」で終了します。`,
    ended: {
      enough: '下限は十分に絞り込まれました。',
      'no-run': 'これらの表の範囲では、これ以上絞り込める実行はありません。',
      spent: 'すべての回が終わりました。もう一度押すと続けます。',
      stopped: '停止しました。完了した分は残ります。',
    },
  },
  width: {
    button: '層の幅を2倍にする',
    stop: '確認を終了',
    hint: 'ネットワークが原因かを確かめます。層の幅を2倍にして、最大サイズをもう一度実行します。',
    running: (done, planned, n) =>
      `n = ${formatCount(n)}で、幅2倍のネットワーク${planned}個のうち${done}個が完了しました。`,
    failed: '幅2倍のネットワークを実行できませんでした。',
    verdict: ({ verdict, fall, standardError }, unit) => {
      const size = `${formatValue(Math.abs(fall))}${unitAfter(unit)}`;
      const by = standardError === null ? '' : `(標準誤差${formatValue(standardError)})`;
      switch (verdict) {
        case 'network-limits':
          return `幅を2倍にすると誤差が${size}${by}下がります。下限はネットワークによるものなので、より幅の広いネットワークを使ってください。`;
        case 'width-enough':
          return fall > 0
            ? `幅を2倍にしても誤差は${size}${by}しか下がりません。ネットワークの幅は十分です。`
            : `幅を2倍にしても誤差は下がりません(${size}${by}の増加)。ネットワークの幅は十分です。`;
        case 'cannot-tell':
          return '判断には少なくとも2試行が必要です。';
      }
    },
  },
  worth: {
    title: '費用と価値',
    fields: {
      smallestGain: {
        label: '意味のある最小の改善',
        hint: '件数を2倍にして得られる改善がこれより小さければ停止します。単位は誤差と同じです(空欄なら誤差の1%)。',
      },
      costPerSample: { label: 'シミュレーション1件の費用', hint: '通貨は任意です' },
      valuePerError: { label: '誤差1単位の価値', hint: '同じ通貨で入力してください' },
    },
  },
};
