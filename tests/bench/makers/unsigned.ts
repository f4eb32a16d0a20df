import { without } from '../../../shared/kernel/without.ts';
import { toDefinition } from '../../../shared/pdf/definition.ts';
import { printDefinition } from '../../../shared/pdf/engine/print.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import type { CreateMaker } from './maker.ts';

/** This app's pages before they are signed. */
export const createTaggedMaker: CreateMaker = () => {
  const assets = pdfAssets();
  return Promise.resolve((report) => Promise.resolve(printDefinition(() => toDefinition(report), assets).pdf));
};

/** The same without tags, and so without fields: what the tags of the others cost in bytes. */
export const createUntaggedMaker: CreateMaker = () => {
  const assets = pdfAssets();
  return Promise.resolve((report) => {
    const signatures = report.signatures.map((one) => without(one, 'field'));
    const build = () => ({ ...toDefinition({ ...report, signatures }), conformance: 'PDF/A-3b' as const });
    return Promise.resolve(printDefinition(build, assets).pdf);
  });
};
