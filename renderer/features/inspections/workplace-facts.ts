import { reader, type RecordDraft } from '../../../shared/record/draft.ts';
import type { WorkplaceFacts } from '../../../shared/search/likeness.ts';

/** What a workplace is compared by, while it is written. */
export function workplaceFacts(draft: RecordDraft): WorkplaceFacts {
  const { text } = reader(draft);
  return {
    employer: text('employerName'),
    site: text('siteName'),
    rtn: text('employerRtn'),
    municipality: text('municipality'),
    address: text('address'),
  };
}
