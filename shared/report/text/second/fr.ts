import type { SecondWords } from './words.ts';

/** French beside Spanish. */
export const fr: SecondWords = {
  binding:
    'El texto en español es el que vale; el francés ayuda a leerlo y no traduce la ley ni lo que alguien escribió.\nLe texte espagnol fait foi ; le français aide à le lire et ne traduit ni la loi ni ce que quelqu’un a écrit.',
  opening: 'Ouverture',
  closing: 'Clôture',
  titles: {
    acta: 'Procès-verbal d’inspection',
    obstruction: 'Procès-verbal d’entrave à l’inspection',
    joint: 'Procès-verbal conjoint d’inspection',
    jointObstruction: 'Procès-verbal conjoint d’entrave à l’inspection',
    order: 'Ordre d’inspection',
    notification: 'Notification',
  },
  acta: {
    opening: (f) =>
      `À ${f.place}, commune de ${f.municipality}, département de ${f.department}, le ${f.startDay} à ${f.startTime}, ${f.people} se sont rendus sur le lieu de travail de ${f.employer}, à ${f.address}, pour mener l’inspection indiquée ci-dessous, et constatent ce qui suit.`,
    closed: (f) =>
      `Rien d’autre n’étant à constater, le présent procès-verbal est clos et ${f.copies} exemplaires en sont remis.`,
    signed: 'Il a été lu et est signé par ceux qui y ont pris part.',
    refusedBy: {
      employer:
        'Il a été lu ; l’employeur ou son représentant a refusé de le signer. Acte en est dressé devant témoins, qui signent avec ceux qui l’ont établi.',
      workers:
        'Il a été lu ; la représentation des travailleurs a refusé de le signer. Acte en est dressé devant témoins, qui signent avec ceux qui y ont pris part.',
      both: 'Il a été lu ; l’employeur ou son représentant et la représentation des travailleurs ont refusé de le signer. Acte en est dressé devant témoins, qui signent avec ceux qui l’ont établi.',
    },
    given: (f) => `Fait à ${f.place} le ${f.endDay} à ${f.endTime}.`,
  },
  order: {
    opening: (f) =>
      `Il est ordonné aux inspecteurs désignés ci-dessous de se rendre sur le lieu de travail de ${f.employer}, à ${f.where}, pour mener l’inspection indiquée, avec les pouvoirs que la loi leur donne.`,
    closing:
      'Les inspecteurs présentent leur carte au début de la visite. Quiconque y fait entrave commet l’infraction que la loi indique.',
  },
  notification: {
    opening: (f) =>
      `À ${f.place}, le ${f.day} à ${f.time}, le document n° ${f.number} est notifié à ${f.recipient}, pour l’employeur ${f.employer}, à qui copie en est remise.`,
    received: 'Qui le reçoit signe pour attester avoir été notifié.',
    refused: 'La personne notifiée a refusé de recevoir ou de signer, ce dont acte.',
  },
  layout: {
    signatures: 'Signatures',
    electronic: 'Signature électronique',
    ink: 'Signature manuscrite',
    number: 'n°',
    version: 'version',
    page: (page, pages) => `Page ${page} sur ${pages}`,
    draft: 'PROJET',
    practice: 'EXERCICE',
    checked: 'Coché',
    unchecked: 'Non coché',
  },
  replaces: (version) => `Cette version ${version} remplace la version ${version - 1}.`,
  code: {
    heading: 'Code de vérification',
    made: (day, time) => `Émis le ${day} à ${time} (heure de l’ordinateur)`,
    hash: 'Empreinte SHA-256 du registre joint :',
    alt: 'Code QR avec le numéro, la version et l’empreinte SHA-256 du registre',
  },
  footers: { file: 'Exemplaire pour le dossier', employer: 'Exemplaire pour l’employeur' },
  roles: {
    inspector: 'Inspecteur du travail',
    chief: 'Vu par le chef du bureau',
    employer: 'Pour l’employeur',
    witness: 'Témoin',
  },
};
