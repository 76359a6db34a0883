/** Files may be dropped anywhere on the page; while they hover, the page says so. */
import { useEffect, useState } from 'react';
import { takeDropped } from '../store/files.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function DropAnywhere() {
  const words = useWords();
  const page = usePage();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void takeDropped(page, [...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [page]);
  if (!over) return null;
  return (
    <div className="drop-veil">
      <strong>{words.page.dropNow}</strong>
      <span className="quiet">{words.page.dropHint}</span>
    </div>
  );
}
