/** A new experiment: everything that nobody has decided yet. */
import {
  DOCUMENT_FORMAT,
  DOCUMENT_VERSION,
  type ExperimentDocument,
  type SeriesChoices,
  type Source,
  type View,
  type Worth,
} from './document.ts';

/** The lesson that the page opens with. */
export const FIRST_LESSON = 'built-in';

export const DEFAULT_CHOICES: SeriesChoices = {
  leaveOutOdd: false,
  convert: false,
  repeats: 'keep',
  logTarget: false,
  groupColumn: null,
  testColumn: null,
  sameProperty: null,
  moreTargets: [],
  columnsApart: [],
  columnsConverted: [],
  descriptors: {},
};

export const DEFAULT_WORTH: Worth = { valuePerError: '', costPerSample: '', smallestGain: '' };

export const DEFAULT_VIEW: View = {
  metric: 'mae',
  m: null,
  target: null,
  showBeyond: false,
  hidden: [],
};

export function newDocument(source: Source): ExperimentDocument {
  return {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    title: null,
    source,
    settings: {},
    extra: [],
    engine: 'automatic',
    worth: DEFAULT_WORTH,
    view: DEFAULT_VIEW,
  };
}
