import { useWorkplace } from '../../parts/workplaces/use-workplace.ts';
import { workplaceName } from '../../parts/workplaces/workplace-name.ts';
import type { Go } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';

/** The workplace of the case, and the way to its dossier. */
export function WorkplaceLink({ id, go }: { readonly id: string; readonly go: Go }) {
  const workplace = useWorkplace(id);
  // a case that came from another office may point at a workplace that is not here
  if (workplace === undefined) return null;
  return (
    <div className="case-workplace">
      <p className="case-soft">{t('workplaces.workplace')}</p>
      <Button
        size="small"
        icon="workplace"
        label={`${t('workplaces.dossier')}: ${workplaceName(workplace)}`}
        onPress={() => go({ name: 'workplace', id })}
      >
        {workplaceName(workplace)}
      </Button>
    </div>
  );
}
