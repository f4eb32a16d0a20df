import { stepMarks, type Mark } from '../../../shared/procedure/steps.ts';
import { roleName } from '../../parts/role-text.ts';
import { t } from '../../text/index.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { standingOf } from './case-standing.ts';
import type { CaseAround } from './use-case.ts';

const icons = { done: 'success', next: 'chevronRight', open: 'minus', skipped: 'close' } as const satisfies Readonly<
  Record<Mark, IconName>
>;

/** The steps of this type of inspection, each with how it stands. */
export function StepsPanel({ around }: { readonly around: CaseAround }) {
  const { view, version } = around;
  const marks = stepMarks(version.procedure, view.head.type, standingOf(view));
  if (view.file === undefined || marks.length === 0) return null;
  return (
    <Panel title={t('cases.steps', { number: version.number })}>
      <ol className="case-steps">
        {marks.map(({ step, mark }) => (
          <li key={step.key} data-mark={mark} title={step.help}>
            <Icon name={icons[mark]} size={16} />
            <span>
              {step.label}
              <span className="ui-visually-hidden"> ({t(`cases.mark_${mark}`)})</span>
              <span className="case-soft"> · {roleName(step.who)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
