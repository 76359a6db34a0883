/** The link as a QR code, for a slide or a phone; the library is fetched when it is first looked at. */
import { useEffect, useState } from 'react';
import { useWords } from '../words-context.tsx';

/** Beyond this the squares are too small for a camera. */
export const MOST_CODE_LETTERS = 1_500;
const QUIET_ZONE = 4;

export function QrCode({ link }: { readonly link: string }) {
  const words = useWords().share;
  const [drawn, setDrawn] = useState<{
    readonly of: string;
    readonly path: string;
    readonly size: number;
  }>();
  useEffect(() => {
    let current = true;
    void import('qr').then(({ encodeQR }) => {
      const rows = encodeQR(link, 'raw', { ecc: 'low', border: QUIET_ZONE });
      const path = rows
        .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
        .join('');
      if (current) setDrawn({ of: link, path, size: rows.length });
    });
    return () => {
      current = false;
    };
  }, [link]);
  if (drawn?.of !== link) return null;
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      role="img"
      aria-label={words.codeLabel}
      shapeRendering="crispEdges"
    >
      <rect width={drawn.size} height={drawn.size} fill="#fff" />
      <path d={drawn.path} fill="#000" />
    </svg>
  );
}
