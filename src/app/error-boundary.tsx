/** Shows an error of the page itself instead of an empty page; what was computed can still be saved. */
import { Component, type ContextType, type ReactNode } from 'react';
import { Button } from './controls/button.tsx';
import { WordsContext } from './words-context.tsx';

interface State {
  readonly error: Error | null;
}

interface Props {
  /** Saves what was computed. */
  readonly save: () => void;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<Props, State> {
  static override contextType = WordsContext;
  declare context: ContextType<typeof WordsContext>;
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const words = this.context;
    return (
      <main className="page">
        <div className="panel stack" role="alert">
          <h1>{words.page.crashed}</h1>
          <p>{words.page.crashedAdvice}</p>
          <pre className="scroll small">{error.stack ?? error.message}</pre>
          <div>
            <Button onClick={this.props.save}>{words.run.download}</Button>
          </div>
        </div>
      </main>
    );
  }
}
