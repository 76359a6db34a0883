/** The shared suite on the float64 reference itself: what fails here is wrong in the suite. */
import { createReferenceEngine } from '../../../engines/reference-engine.ts';
import { describeEngine } from '../../../engines/suite.ts';

describeEngine('reference', () => Promise.resolve(createReferenceEngine()), {
  oneStep: 1e-5,
  afterSteps: 1e-4,
});
