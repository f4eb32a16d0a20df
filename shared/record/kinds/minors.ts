import type { SectionDef } from '../fields.ts';
import { choice, line, prose, yesNo } from './common-fields.ts';

/**
 * Children and adolescents found at work (Constitution art. 128 num. 7; Código de la Niñez y la Adolescencia arts. 84, 85
 * and 119). Each by a pseudonym; who they are is of the protected level. The size of a farm never hides this section:
 * what the Código del Trabajo art. 2 leaves out, the rules about children do not (CEACR, C138 Honduras, 2003).
 */
export const minors: SectionDef = {
  key: 'minors',
  fields: [],
  tables: [
    {
      key: 'minors',
      minRows: 0,
      columns: [
        line('pseudonym', 8, { required: true, officeOnly: true }),
        { key: 'age', kind: 'age', level: 'reserved', required: true, officeOnly: true },
        choice('ageHow', ['document', 'told', 'estimated'], { required: true, officeOnly: true }),
        choice('sex', ['female', 'male', 'other', 'unknown'], { officeOnly: true }),
        line('task', 200, { required: true, officeOnly: true }),
        { key: 'hoursPerDay', kind: 'integer', min: 0, max: 24, level: 'reserved', officeOnly: true },
        yesNo('night', { officeOnly: true }),
        yesNo('hazardous', { officeOnly: true }),
        line('hazard', 200, { officeOnly: true, when: (read) => read.text('hazardous') === 'yes' }),
        choice('authorised', ['yes', 'no', 'notShown'], { officeOnly: true }),
        choice('schooling', ['attends', 'leftSchool', 'never', 'unknown'], { officeOnly: true }),
        yesNo('livesThere', { officeOnly: true }),
        choice('protectionCalled', ['yes', 'no'], { required: true, officeOnly: true }),
        { key: 'realName', kind: 'text', maxLength: 120, level: 'protected' },
        { key: 'birthDate', kind: 'approximateDate', level: 'protected' },
        { key: 'guardian', kind: 'text', maxLength: 200, level: 'protected' },
        { ...prose('identityNote', 4000), level: 'protected' },
      ],
    },
  ],
};
