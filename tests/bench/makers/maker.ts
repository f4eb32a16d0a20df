import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Report } from '../../../shared/report/report.ts';

/** Makes a PDF of a report. */
export type Maker = (report: Report) => Promise<Bytes>;

/**
 * Gets a maker ready: fonts, keys, whatever is made once in the life of a process and not once a document.
 * Every maker draws the same report with the same fonts, sizes and rules on the same paper. The peers draw neither
 * signature fields nor a QR code, attach nothing and are not tagged: what is left out is to their advantage.
 */
export type CreateMaker = () => Promise<Maker>;
