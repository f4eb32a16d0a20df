import { reader, rowsOf } from '../record/draft.ts';
import { order } from '../record/kinds/order.ts';
import type { ActaContent } from './canonical-record.ts';
import type { PaperKind } from './paper-kind.ts';
import { chief, named, placeOf, said } from './paper-parts.ts';
import { recordSections } from './record-sections.ts';
import type { ReportSection } from './report.ts';
import { paperText } from './text/papers.ts';

const text = paperText.order;

/** The order of an inspection, which is what those who are sent identify themselves with at the door. */
export const orderPaper: PaperKind = {
  template: 'orden-inspeccion',
  forEmployer: true,
  title: () => text.title,
  numberType: () => 'ODI',
  dayOf: (draft) => said(draft, 'scheduledDate'),
  opening: (draft) => text.opening(said(draft, 'employerName'), placeOf(draft)),
  body: (input) => [...recordSections(order, input), ...credential(input)],
  closing: () => [text.closing],
  // who orders signs; who is sent need not
  signatures: (content) => [chief(content)],
};

/** For whom, for what and for how long it stands beside the credentials of those named above; nothing while nobody is named. */
function credential({ draft, number }: ActaContent): readonly ReportSection[] {
  if (rowsOf(draft, 'team').length === 0) return [];
  const day = reader(draft).text('scheduledDate');
  const says = text.credential.says(number, day === '' ? undefined : named(day));
  return [{ heading: text.credential.heading, blocks: [{ kind: 'paragraph', text: says }] }];
}
