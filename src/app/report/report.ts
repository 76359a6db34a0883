/** The report as one module, fetched when a person asks for it. */
export { reportHtml } from '../../sharing/report.ts';
export { reportOf } from './report-contents.ts';
