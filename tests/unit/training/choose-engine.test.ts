import { describe, expect, it } from 'vitest';
import { chooseEngine, NoEngine } from '../../../src/training/choose-engine.ts';
import type { EngineName } from '../../../src/training/engine.ts';
import type { Survey } from '../../../src/training/protocol.ts';

/** A machine: milliseconds per step of what is there, the code of what is not. */
type Machine = Partial<Record<EngineName, number | string>>;

function machine(engines: Machine, softwareGpu = false) {
  const asked: EngineName[] = [];
  const survey = (
    names: readonly EngineName[],
    { allowSoftwareGpu }: { allowSoftwareGpu: boolean },
  ): Promise<Survey> => {
    asked.push(...names);
    const outcomes = names.map((name) => {
      const software = softwareGpu && name.endsWith('webgpu');
      const value =
        software && !allowSoftwareGpu ? 'software-adapter' : (engines[name] ?? 'absent');
      return { name, value, software };
    });
    return Promise.resolve({
      measurements: outcomes.flatMap(({ name, value, software }) =>
        typeof value === 'number' ? [{ name, millisecondsPerStep: value, software }] : [],
      ),
      refusals: outcomes.flatMap(({ name, value }) =>
        typeof value === 'string' ? [{ name, code: value, detail: value }] : [],
      ),
    });
  };
  return { asked, survey };
}

const everything: Machine = {
  webgpu: 0.02,
  'tfjs-webgpu': 5,
  wasm: 0.2,
  'tfjs-wasm': 3,
  'tfjs-cpu': 15,
};

describe('chooseEngine', () => {
  it('Automatic takes what measures fastest over all workers, and says by what factor', async () => {
    expect(await chooseEngine('automatic', 2, machine(everything).survey)).toEqual({
      engine: 'webgpu',
      workers: 1,
      reason: { code: 'fastest', factor: expect.closeTo(5) as number, over: 'wasm' },
    });
    const many = await chooseEngine('automatic', 16, machine(everything).survey);
    expect(many).toMatchObject({
      engine: 'wasm',
      workers: 16,
      reason: { factor: expect.closeTo(1.6) as number },
    });
  });

  it('Automatic never takes a software adapter and does not even try the second GPU engine', async () => {
    const { asked, survey } = machine(everything, true);
    expect(await chooseEngine('automatic', 2, survey)).toEqual({
      engine: 'wasm',
      workers: 2,
      reason: { code: 'only-one', missing: 'webgpu', why: 'software-adapter' },
    });
    expect(asked).toEqual(['webgpu', 'wasm']);
  });

  it('an explicit choice takes the best engine of its kind, software adapter or not, and says so', async () => {
    expect(await chooseEngine('webgpu', 2, machine(everything, true).survey)).toEqual({
      engine: 'webgpu',
      workers: 1,
      reason: { code: 'asked', software: true },
    });
    const half = machine({ ...everything, webgpu: 'compilation' });
    expect(await chooseEngine('webgpu', 2, half.survey)).toMatchObject({
      engine: 'tfjs-webgpu',
      reason: { code: 'not-available', missing: 'webgpu', why: 'compilation' },
    });
    expect((await chooseEngine('cpu', 2, machine(everything).survey)).engine).toBe('tfjs-cpu');
  });

  it('says what is missing and why, and what runs instead', async () => {
    const { survey } = machine({
      ...everything,
      webgpu: 'no-adapter',
      'tfjs-webgpu': 'no-adapter',
    });
    expect(await chooseEngine('webgpu', 2, survey)).toMatchObject({
      engine: 'wasm',
      reason: { code: 'not-available', missing: 'webgpu', why: 'no-adapter' },
    });
  });

  it('falls to the reference engine where nothing else runs, and throws where nothing runs', async () => {
    const { survey } = machine({ 'tfjs-cpu': 15 });
    expect((await chooseEngine('automatic', 2, survey)).engine).toBe('tfjs-cpu');
    await expect(chooseEngine('automatic', 2, machine({}).survey)).rejects.toBeInstanceOf(NoEngine);
  });
});
