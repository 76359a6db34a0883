/** Mounts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { openInBrowser } from './app/store/browser-page.ts';
import { downloadResults } from './app/store/downloads.ts';
import { PageProvider } from './app/store/use-page.ts';
import { WordsProvider } from './app/words-context.tsx';
import { chooseLanguage } from './words/words.ts';
import './app/styles/page.css';

const place = document.getElementById('page');
if (!place) throw new Error('index.html has no element with the id "page".');
const page = await openInBrowser();
createRoot(place).render(
  <StrictMode>
    <WordsProvider language={chooseLanguage(navigator.languages)}>
      <PageProvider value={page}>
        <ErrorBoundary save={() => void downloadResults(page)}>
          <App />
        </ErrorBoundary>
      </PageProvider>
    </WordsProvider>
  </StrictMode>,
);
