/** The report as a file: whole, offline, without scripts whatever names people choose, and with the numbers of the law. */
import { describe, expect, it } from 'vitest';
import { reportHtml, reportOf } from '../../../src/app/report/report.ts';
import type { ReportInput } from '../../../src/app/report/report-contents.ts';
import { newDocument, DEFAULT_CHOICES } from '../../../src/experiment/defaults.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../../src/experiment/settings.ts';
import { curveOf } from '../../../src/findings/curve.ts';
import { analysisSteps, decide } from '../../../src/findings/law-analysis.ts';
import { finish } from '../../../src/scaling/steps.ts';
import { experimentFile } from '../../../src/sharing/experiment-file.ts';
import { reportHtml as html, type Report } from '../../../src/sharing/report.ts';
import { lawInResults } from '../../../src/sharing/results-law.ts';
import { english } from '../../../src/words/words.ts';
import { PROTOCOL, record, SERIES_ID } from '../sharing/record.ts';

const EVIL = `<script>alert("1")</script>&'<img src=x onerror=alert(2)>`;
const SIZES = [100, 200, 400, 800, 1600, 3200];
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>error</text></svg>';

/** error = 2 n^-0.5 + 0.05 with a hundredth of noise of known signs, three trials at each of six sizes. */
const records = [
  ...SIZES.flatMap((n, i) =>
    [0, 1, 2].map((trial) => {
      const mae = (2 * n ** -0.5 + 0.05) * (1 + 0.01 * (((i + trial) % 3) - 1));
      return record({ n, trial, mae });
    }),
  ),
  ...[0, 1, 2].map((trial) => record({ arm: 'direct', n: 0, trial, mae: 0.4 })),
];
const { spec } = parseSettings({ ...DEFAULT_SETTINGS, sizes: SIZES.join(', ') });
const curveWith = (unit: string) =>
  curveOf({
    records,
    asked: spec,
    series: SERIES_ID,
    key: 'test',
    m: 50,
    metric: 'mae',
    unit,
    noiseFloor: null,
  });
const answer = decide(finish(analysisSteps(curveWith('eV').points)), 0.2, {});

function input(change: Partial<ReportInput> = {}, name = 'energy'): ReportInput {
  if (answer.law?.kind !== 'fit') throw new Error('six sizes are enough for a law');
  const reference = { fingerprint: 'ab'.repeat(32), name, rows: 100, columns: 4, read: {} };
  const source = {
    kind: 'tables',
    simulated: [reference],
    measured: [reference],
    series: [
      {
        simulated: 0,
        measured: 0,
        roles: { inputs: [name], conditions: [], simulatedTarget: name, measuredTarget: name },
        choices: { ...DEFAULT_CHOICES, groupColumn: name },
      },
    ],
  } as const;
  const file = experimentFile({
    appVersion: '0.2.0',
    document: { ...newDocument(source), title: name },
    tables: [
      { role: 'simulated', series: SERIES_ID, file: name, rows: 100, fingerprint: 'ab'.repeat(32) },
    ],
    series: [
      {
        id: SERIES_ID,
        label: name,
        simulatedTargets: [name],
        measuredTarget: name,
        sameProperty: true,
        descriptors: {},
        protocol: PROTOCOL,
        noiseFloor: null,
      },
    ],
    records,
    laws: [lawInResults(SERIES_ID, 50, answer.law)],
  });
  return {
    ...{
      file,
      spec,
      curve: curveWith(name),
      answer,
      svg: SVG,
      metric: 'mae',
      target: 0.2,
      link: null,
    },
    ...change,
  };
}

const write = (some: ReportInput) => reportHtml(reportOf(english, some));

describe('the report', () => {
  it('has the law, the decisions, the tables by content, the engine and what to cite', () => {
    const text = write(input());
    expect(text).toMatch(/α, rate<\/dt><dd>0\.[45]\d* \(0\.\d+ to 0\.\d+\)/);
    expect(text).toContain('How many simulations for the target?');
    expect(text).toContain('Stop or go on?');
    expect(text).toContain('ab'.repeat(32));
    expect(text).toContain(PROTOCOL);
    expect(text).toContain('WebAssembly SIMD (1)');
    expect(text).toContain('direct learning');
    expect(text).toContain('n = 100, 200, 400, 800, 1,600, 3,200');
    expect(text).toContain('10.1038/s41524-025-01606-5');
    expect(text).toContain('version = {0.2.0}');
    expect(text).toContain(SVG);
    expect(text).not.toMatch(/undefined|null|\[object/);
  });

  it('carries the address where there is one', () => {
    const link = 'https://example.org/page/#e1=abc';
    expect(write(input({ link }))).toContain(`<a href="${link}">${link}</a>`);
    expect(write(input())).not.toContain('<a ');
  });

  it('shows names as they are and runs nothing of them', () => {
    const text = write(input({}, EVIL));
    expect(text).not.toMatch(/<script|<img/i);
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;&lt;img');
    const tags = new Set([...text.matchAll(/<([a-z!]+\d?)/gi)].map((match) => match[1]));
    expect([...tags].sort()).toEqual(
      [
        ...['!doctype', 'article', 'body', 'caption', 'dd', 'div', 'dl', 'dt', 'figcaption'],
        ...['figure', 'footer', 'h1', 'h2', 'h3', 'head', 'header', 'html', 'main', 'meta', 'p'],
        ...['pre', 'section', 'small', 'strong', 'style', 'svg', 'table', 'tbody', 'td', 'text'],
        ...['th', 'thead', 'title', 'tr'],
      ].sort(),
    );
  });

  it('loads nothing: its policy forbids it, and it names no file', () => {
    const text = write(input());
    expect(text).toContain('default-src &#39;none&#39;');
    expect(text).not.toMatch(/\ssrc=|@import|url\(|<link/);
  });
});

describe('its parts', () => {
  const report = (blocks: Report['sections'][number]['blocks']): Report => ({
    language: 'en',
    title: 'One',
    subtitle: 'Two',
    sections: [{ heading: 'Three', blocks }],
    footnote: 'Four',
  });

  it.each([
    '<svg><script>alert(1)</script></svg>',
    '<svg onload=alert(1)></svg>',
    '<svg><foreignObject></foreignObject></svg>',
    '<svg><a href="javascript:alert(1)"></a></svg>',
    '<p>no figure</p>',
    '<svg',
  ])('a figure %s is refused', (svg) => {
    expect(() => html(report([{ kind: 'figure', svg, caption: '' }]))).toThrow(RangeError);
  });

  it('an address of another scheme is only shown', () => {
    const text = html(report([{ kind: 'link', address: 'javascript:alert(1)' }]));
    expect(text).toContain('javascript:alert(1)');
    expect(text).not.toContain('href');
  });
});
