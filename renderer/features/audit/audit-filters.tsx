import type { Person } from '../../../shared/ipc/contract.ts';
import { DateInput } from '../../form/inputs/date-input.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { actNames, actText } from './act-text.ts';
import { everything, wishProblems, type AuditWish } from './audit-wish.ts';

interface AuditFiltersProps {
  readonly people: readonly Person[];
  readonly wish: AuditWish;
  readonly onWish: (wish: AuditWish) => void;
}

/** Who, what, when, and about which case: everything at once, each of them optional. */
export function AuditFilters({ people, wish, onWish }: AuditFiltersProps) {
  const { db, may } = useSession();
  const problems = wishProblems(wish);
  const byName = people.toSorted((a, b) => a.name.localeCompare(b.name, 'es'));
  return (
    <div className="audit-filters">
      <Select
        label={t('audit.filter_person')}
        options={[{ key: '', label: t('audit.anybody') }, ...byName.map(({ id, name }) => ({ key: id, label: name }))]}
        value={wish.person}
        onChange={(person) => onWish({ ...wish, person })}
      />
      <ComboBox
        label={t('audit.filter_act')}
        options={actNames.map((key) => ({ key, label: actText(key) }))}
        value={wish.act === '' ? undefined : wish.act}
        onChange={(act) => onWish({ ...wish, act: act ?? '' })}
        placeholder={t('audit.anything')}
      />
      <DateInput
        label={t('audit.filter_from')}
        clock={db.clock}
        value={wish.from}
        onChange={(from) => onWish({ ...wish, from })}
        problem={problems.from === undefined ? undefined : t('audit.badDay')}
      />
      <DateInput
        label={t('audit.filter_to')}
        clock={db.clock}
        value={wish.to}
        onChange={(to) => onWish({ ...wish, to })}
        problem={problems.to && t(problems.to === 'crossed' ? 'audit.daysCrossed' : 'audit.badDay')}
      />
      {may('case.read') && (
        <TextInput
          label={t('audit.filter_case')}
          hint={t('audit.filter_caseHint')}
          value={wish.caseWords}
          onChange={(caseWords) => onWish({ ...wish, caseWords })}
          maxLength={200}
        />
      )}
      <div className="audit-filters-clear">
        <Button kind="quiet" disabled={wish === everything} onPress={() => onWish(everything)}>
          {t('audit.clear')}
        </Button>
      </div>
    </div>
  );
}
