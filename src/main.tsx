/** Mounts the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { ErrorBoundary } from './app/error-boundary.tsx';
import { openInBrowser } from './app/store/browser-page.ts';
import { downloadResults } from './app/store/downloads.ts';
import { PageProvider } from './app/store/use-page.ts';
import { PageWords } from './app/page-words.tsx';
import { english, loadWords } from './words/words.ts';
import './app/styles/page.css';

const place = document.getElementById('page');
if (!place) throw new Error('index.html has no element with the id "page".');
const page = await openInBrowser();
// Without its texts the page would speak English for a moment, or for good where they cannot be fetched.
const words = await loadWords(page.state.get().view.language).catch(() => english);
createRoot(place).render(
  <StrictMode>
    <PageProvider value={page}>
      <PageWords first={words}>
        <ErrorBoundary save={() => void downloadResults(page)}>
          <App />
        </ErrorBoundary>
      </PageWords>
    </PageProvider>
  </StrictMode>,
);
