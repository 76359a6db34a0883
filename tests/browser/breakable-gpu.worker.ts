/** A training worker whose GPU a test can break. */
import './breakable-gpu.ts';
import '../../src/training/training.worker.ts';
