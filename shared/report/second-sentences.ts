import { findDepartment, findMunicipality } from '../catalog/territory.ts';
import { reader, rowsOf, type RecordDraft } from '../record/draft.ts';
import { jointOfficials } from '../record/kinds/joint-acta.ts';
import { refusers } from './acta-prose.ts';
import { placeOf, said } from './paper-parts.ts';
import { secondWordsOf } from './second-language.ts';
import { actaText } from './text/es.ts';
import type { SecondWords } from './text/second/words.ts';

/** A paper's title and sentences in its second language. */
export interface SecondSentences {
  readonly title: string;
  readonly opening: string;
  readonly closing: string;
}

/**
 * The title and the sentences around the body of a paper in the second language that its record asks for.
 * @param kind key of the record kind
 * @returns undefined for a paper in Spanish alone
 */
export function secondSentences(kind: string, draft: RecordDraft): SecondSentences | undefined {
  const words = secondWordsOf(draft);
  const { text } = reader(draft);
  if (words === undefined) return undefined;
  const { titles } = words;
  const employer = said(draft, 'employerName');
  switch (kind) {
    case 'inspection': {
      const isJoint = rowsOf(draft, jointOfficials).length > 0;
      const isObstructed = text('obstructed') === 'yes';
      const facts = actaFacts(draft);
      return {
        title: isJoint
          ? isObstructed
            ? titles.jointObstruction
            : titles.joint
          : isObstructed
            ? titles.obstruction
            : titles.acta,
        opening: words.acta.opening(facts),
        closing: [words.acta.closed(facts), signingSentence(draft, words), words.acta.given(facts)].join(' '),
      };
    }
    case 'order':
      return {
        title: titles.order,
        opening: words.order.opening({ employer, where: placeOf(draft) }),
        closing: words.order.closing,
      };
    case 'notification': {
      const { opening, received, refused } = words.notification;
      const [place, day, time] = [said(draft, 'place'), said(draft, 'date'), said(draft, 'time')];
      const [recipient, number] = [said(draft, 'recipient'), said(draft, 'aboutNumber')];
      return {
        title: titles.notification,
        opening: opening({ place, day, time, recipient, employer, number }),
        closing: text('refused') === 'yes' ? refused : received,
      };
    }
    default:
      return undefined;
  }
}

/** That it was signed, or who refused: the one in the place of the other, as in Spanish. */
function signingSentence(draft: RecordDraft, { acta }: SecondWords): string {
  if (reader(draft).text('refusedToSign') !== 'yes') return acta.signed;
  const who = refusers(draft);
  if (!who.includes('employer')) return acta.refusedBy.workers;
  return who.includes('workers') ? acta.refusedBy.both : acta.refusedBy.employer;
}

function actaFacts(draft: RecordDraft) {
  const { text } = reader(draft);
  const named = (table: string, key: string) =>
    rowsOf(draft, table).map((row) => {
      const own = reader(draft, row);
      return [own.text('name'), own.text('position'), own.text(key)].filter((part) => part !== '').join(', ');
    });
  const people = [...named('inspectors', 'credential'), ...named(jointOfficials, 'institution')];
  return {
    place: said(draft, 'place'),
    municipality: findMunicipality(text('municipality'))?.name ?? actaText.blank,
    department: findDepartment(text('department'))?.name ?? actaText.blank,
    startDay: said(draft, 'startDate'),
    startTime: said(draft, 'startTime'),
    endDay: said(draft, 'endDate'),
    endTime: said(draft, 'endTime'),
    people: people.join('; ') || actaText.blank,
    employer: said(draft, 'employerName'),
    address: said(draft, 'address'),
    copies: said(draft, 'copies'),
  };
}
