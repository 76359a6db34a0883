/** A button that keeps the keyboard's place: unavailable is said with aria-disabled, so focus is never thrown away. */
import type { ReactNode } from 'react';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly kind?: 'primary' | 'plain' | 'small' | 'wide';
  readonly title?: string;
}

export function Button({ children, onClick, disabled = false, kind, title }: ButtonProps) {
  return (
    <button
      type="button"
      className={kind ? `button ${kind}` : 'button'}
      aria-disabled={disabled}
      title={title}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      {children}
    </button>
  );
}
