/** Shows an error of the page itself instead of an empty page; what was computed can still be saved. */
import { Component, type ReactNode } from 'react';
import { words } from '../words/words.ts';
import { Button } from './controls/button.tsx';
import { downloadResults } from './store/downloads.ts';

interface State {
  readonly error: Error | null;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="page">
        <div className="panel stack" role="alert">
          <h1>{words.page.crashed}</h1>
          <p>{words.page.crashedAdvice}</p>
          <pre className="scroll small">{error.stack ?? error.message}</pre>
          <div>
            <Button onClick={() => void downloadResults()}>{words.run.download}</Button>
          </div>
        </div>
      </main>
    );
  }
}
