/** RDKit asked once: for the length of a call, a SMILES that stands in two tables is computed once. */
import type { FeatureBlock } from '../feature-matrix.ts';
import type { SmilesFeatures, SmilesRequest, SmilesService } from './encode.ts';

interface Memory {
  readonly answers: SmilesFeatures[];
  /** Where each text was answered. */
  readonly places: Map<string, { readonly answer: number; readonly entry: number }>;
}

/** The same service, which is asked for no text twice. */
export function remembering(service: SmilesService): SmilesService {
  const memories = new Map<string, Memory>();
  return {
    async describe(texts, request, onProgress, signal) {
      const memory = memoryOf(memories, request);
      const fresh = texts.filter((text) => !memory.places.has(text));
      if (fresh.length > 0 || memory.answers.length === 0) {
        const known = texts.length - fresh.length;
        const report = onProgress && ((done: number) => onProgress(known + done, texts.length));
        const answer = await service.describe(fresh, request, report, signal);
        fresh.forEach((text, entry) =>
          memory.places.set(text, { answer: memory.answers.length, entry }),
        );
        memory.answers.push(answer);
        if (known === 0) return answer;
      }
      return collect(texts, memory);
    },
  };
}

function memoryOf(memories: Map<string, Memory>, request: SmilesRequest): Memory {
  const key = JSON.stringify([request.fingerprints, request.physical]);
  const memory = memories.get(key) ?? { answers: [], places: new Map() };
  memories.set(key, memory);
  return memory;
}

/** What was said of the texts, put together. */
function collect(texts: readonly string[], { answers, places }: Memory): SmilesFeatures {
  const found = texts.map((text) => {
    const place = places.get(text);
    const answer = place && answers[place.answer];
    if (!place || !answer) throw new Error(`RDKit was not asked for ${JSON.stringify(text)}.`);
    return { answer, entry: place.entry };
  });
  const blocks = (answers[0]?.blocks ?? []).map((like, index): FeatureBlock => {
    const width = like.names.length;
    const fill = <T extends Uint8Array | Float32Array>(values: T): T => {
      found.forEach(({ answer, entry }, row) => {
        const from = answer.blocks[index]?.values.subarray(entry * width, (entry + 1) * width);
        if (from) values.set(from, row * width);
      });
      return values;
    };
    return like.kind === 'bytes'
      ? { ...like, values: fill(new Uint8Array(texts.length * width)) }
      : { ...like, values: fill(new Float32Array(texts.length * width)) };
  });
  return {
    canonical: found.map(
      ({ answer, entry }) => answer.canonical[entry] as SmilesFeatures['canonical'][number],
    ),
    blocks,
  };
}
