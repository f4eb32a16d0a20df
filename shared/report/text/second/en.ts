import type { SecondWords } from './words.ts';

/** English beside Spanish. */
export const en: SecondWords = {
  binding:
    'El texto en español es el que vale; el inglés ayuda a leerlo y no traduce la ley ni lo que alguien escribió.\nThe Spanish text is the binding one; the English helps to read it and translates neither the law nor what anybody wrote.',
  opening: 'Opening',
  closing: 'Closing',
  titles: {
    acta: 'Inspection record',
    obstruction: 'Record of obstruction of an inspection',
    joint: 'Joint inspection record',
    jointObstruction: 'Joint record of obstruction of an inspection',
    order: 'Inspection order',
    notification: 'Notification',
  },
  acta: {
    opening: (f) =>
      `In ${f.place}, municipality of ${f.municipality}, department of ${f.department}, on ${f.startDay} at ${f.startTime}, ${f.people} came to the workplace of ${f.employer}, at ${f.address}, to carry out the inspection named below, and record the following.`,
    closed: (f) =>
      `There being nothing else to record, this record is closed and ${f.copies} copies of it are handed over.`,
    signed: 'It was read and is signed by those who took part.',
    refusedBy: {
      employer:
        'It was read, and the employer or the employer’s representative refused to sign it; this is recorded before witnesses, who sign together with those who drew it up.',
      workers:
        'It was read, and the workers’ representation refused to sign it; this is recorded before witnesses, who sign together with those who took part.',
      both: 'It was read, and the employer or the employer’s representative and the workers’ representation refused to sign it; this is recorded before witnesses, who sign together with those who drew it up.',
    },
    given: (f) => `Given in ${f.place} on ${f.endDay} at ${f.endTime}.`,
  },
  order: {
    opening: (f) =>
      `The inspectors named below are ordered to go to the workplace of ${f.employer}, at ${f.where}, to carry out the inspection stated, with the powers that the law gives them.`,
    closing:
      'The inspectors show their credentials at the beginning of the visit. Whoever obstructs it commits the infringement that the law states.',
  },
  notification: {
    opening: (f) =>
      `In ${f.place}, on ${f.day} at ${f.time}, ${f.recipient}, for the employer ${f.employer}, is notified of document no. ${f.number} and given a copy of it.`,
    received: 'Whoever receives it signs as proof of having been notified.',
    refused: 'Whoever was notified refused to receive or to sign, which is recorded.',
  },
  layout: {
    signatures: 'Signatures',
    electronic: 'Electronic signature',
    ink: 'Handwritten signature',
    number: 'No.',
    version: 'version',
    page: (page, pages) => `Page ${page} of ${pages}`,
    draft: 'DRAFT',
    practice: 'PRACTICE',
    checked: 'Checked',
    unchecked: 'Not checked',
  },
  replaces: (version) => `This version ${version} replaces version ${version - 1}.`,
  code: {
    heading: 'Verification code',
    made: (day, time) => `Issued on ${day} at ${time} (computer clock)`,
    hash: 'SHA-256 of the attached record:',
    alt: 'QR code with the number, the version and the SHA-256 of the record',
  },
  footers: { file: 'Copy for the file', employer: 'Copy for the employer' },
  roles: {
    inspector: 'Labour inspector',
    chief: 'Approved by the head of the office',
    employer: 'For the employer',
    witness: 'Witness',
  },
};
