/** Mounts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { followCurve } from './app/store/curve.ts';
import { followTables } from './app/store/own-tables.ts';
import { openExample } from './app/store/example.ts';
import { WordsProvider } from './app/words-context.tsx';
import { chooseLanguage } from './words/words.ts';
import './app/styles/page.css';

const place = document.getElementById('page');
if (!place) throw new Error('index.html has no element with the id "page".');
createRoot(place).render(
  <StrictMode>
    <WordsProvider language={chooseLanguage(navigator.languages)}>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </WordsProvider>
  </StrictMode>,
);
followCurve();
followTables();
void openExample();
