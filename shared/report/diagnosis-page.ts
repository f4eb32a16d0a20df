import { stateOf, worstOf, type Check } from '../diagnosis/check.ts';
import { sentenceOf } from './diagnosis-words.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report } from './report.ts';
import { diagnosisText } from './text/diagnosis.ts';

/** The page on which letters and a printer are tried, with what was found on this computer. Nothing of it is kept. */
export function buildDiagnosisPage({
  checks,
  ...input
}: OfficePaperInput & { readonly checks: readonly Check[] }): Report {
  const { page, names, states, results } = diagnosisText;
  return {
    ...officePaper(input),
    template: 'prueba-equipo',
    title: page.title,
    sections: [
      { heading: page.heading, blocks: [{ kind: 'paragraph', text: page.sample }] },
      {
        heading: page.checks,
        blocks: [
          {
            kind: 'table',
            caption: page.caption,
            columns: [
              { header: page.what, weight: 2 },
              { header: page.state, weight: 1 },
              { header: page.found, weight: 5 },
            ],
            rows: checks.map((one) => [names[one.name], states[stateOf(one)], sentenceOf(one)]),
          },
          { kind: 'paragraph', text: results[worstOf(checks)] },
        ],
      },
    ],
    signatures: [],
    footer: page.footer,
  };
}
