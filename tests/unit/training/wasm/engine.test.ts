/** The wasm engine in Node against the float64 reference. */
import { createWasmEngine } from '../../../../src/training/wasm/engine.ts';
import { describeEngine } from '../../../engines/suite.ts';

describeEngine('wasm', createWasmEngine, { oneStep: 1e-5, afterSteps: 1e-4 });
