import { reader, rowsOf } from '../record/draft.ts';
import { order } from '../record/kinds/order.ts';
import { maySee, type ActaContent } from './canonical-record.ts';
import { columnLabel } from './paper-labels.ts';
import type { PaperKind } from './paper-kind.ts';
import { chief, on, placeOf, said } from './paper-parts.ts';
import { recordSections } from './record-sections.ts';
import type { ReportSection } from './report.ts';
import { paperText } from './text/papers.ts';

/** The order of an inspection; with it each inspector says who they are: it has their credentials in a section of its own. */
export const orderPaper: PaperKind = {
  template: 'orden-inspeccion',
  forEmployer: true,
  title: () => paperText.order.title,
  numberType: () => 'ODI',
  dayOf: (draft) => said(draft, 'scheduledDate'),
  opening: (draft) => paperText.order.opening(said(draft, 'employerName'), placeOf(draft)),
  body: (input) => [...recordSections(order, input), ...credentials(input)],
  closing: () => [paperText.order.closing],
  // who orders signs; who is sent need not
  signatures: (content) => [chief(content)],
};

/** What each inspector shows at the door: for this visit alone. */
function credentials(content: ActaContent): readonly ReportSection[] {
  const { draft, number } = content;
  const columns = order.sections
    .flatMap(({ tables }) => tables)
    .filter(({ key }) => key === 'team')
    .flatMap((table) => table.columns.filter((column) => maySee(column, content)));
  const people = rowsOf(draft, 'team').map((row) => reader(draft, row));
  if (people.length === 0) return [];
  const { credential } = paperText.order;
  const scheduled = reader(draft).text('scheduledDate');
  return [
    {
      heading: credential.heading,
      blocks: [
        { kind: 'paragraph', text: credential.says(number, scheduled === '' ? undefined : on(scheduled)) },
        ...people.map(({ text }) => ({
          kind: 'fields' as const,
          rows: columns.map(({ key }) => ({ label: columnLabel(order.key, 'team', key), value: text(key) })),
        })),
      ],
    },
  ];
}
