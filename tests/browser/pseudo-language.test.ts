/** The whole page in the pseudo-language: whatever a person reads or hears comes from the words. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { afterAll, afterEach, expect, test } from 'vitest';
import { App } from '../../src/app/app.tsx';
import { openInBrowser } from '../../src/app/store/browser-page.ts';
import { chooseEntrance } from '../../src/app/store/entrances.ts';
import { ENTRANCES } from '../../src/app/store/state.ts';
import { PageProvider } from '../../src/app/store/use-page.ts';
import { WordsContext, WordsProvider } from '../../src/app/words-context.tsx';
import { BUILT_IN_UNIT } from '../../src/lessons/built-in.ts';
import { english } from '../../src/words/words.ts';
import { MARKS, pseudo } from '../support/pseudo.ts';

const place = document.createElement('div');
document.body.append(place);
const root = createRoot(place);
const page = await openInBrowser();
afterEach(() => flushSync(() => root.render(null)));
afterAll(() => page.dispose());

const [OPEN, CLOSE] = MARKS;
/** Letters outside the marks; what is said of a public table (citation, repository, licence) is not ours to translate. */
function unmarked(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(new RegExp(`${OPEN}[^${OPEN}${CLOSE}]*${CLOSE}`, 'gu'), ' ');
  }
  return /\p{L}{2,}/u.test(rest) ? rest.trim() : '';
}

function textsOf(element: Element): string[] {
  const found: string[] = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement?.closest('.public-tables, option, textarea')) {
      found.push(node.textContent ?? '');
    }
  }
  for (const one of element.querySelectorAll('[title], [aria-label], [placeholder]')) {
    for (const name of ['title', 'aria-label', 'placeholder', 'aria-valuetext']) {
      found.push(one.getAttribute(name) ?? '');
    }
  }
  // A unit is written alike in every language.
  return found.map(unmarked).filter((text) => text !== '' && text !== BUILT_IN_UNIT);
}

test.each(ENTRANCES)('no English of its own in the entrance %s', (entrance) => {
  chooseEntrance(page, entrance);
  const app = createElement(PageProvider, { value: page }, createElement(App));
  flushSync(() => root.render(createElement(WordsContext, { value: pseudo(english) }, app)));
  expect(place.querySelector('h1')?.textContent).toContain(OPEN);
  for (const fold of place.querySelectorAll('details')) fold.open = true;
  expect(textsOf(place)).toEqual([]);
});

test('the page tells its language and title to the browser', async () => {
  document.documentElement.lang = 'xx';
  flushSync(() => root.render(createElement(WordsProvider, { language: 'en', children: null })));
  await expect.poll(() => document.documentElement.lang).toBe('en');
  expect(document.title).toBe(english.page.title);
});
