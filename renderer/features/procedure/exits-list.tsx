import { stateLabel, type Procedure } from '../../../shared/procedure/procedure.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfidenceBadge } from '../../parts/confidence-badge.tsx';

/** The ways out of the ordinary, which start from everywhere, and where they lead on. */
export function ExitsList({ procedure }: { readonly procedure: Procedure }) {
  return (
    <div>
      <h3 className="procedure-heading">{t('procedure.exits')}</h3>
      <ul className="procedure-exits">
        {procedure.exits.map(({ key, to, label, needsReason, confidence }) => {
          const next = procedure.moves.filter(({ from }) => from === to).map((move) => stateLabel(procedure, move.to));
          return (
            <li key={key} className="procedure-exit">
              <strong>{stateLabel(procedure, to)}</strong>
              <span>{label}</span>
              <span className="procedure-note">
                {next.length === 0
                  ? t('procedure.isEnd')
                  : t('procedure.leadsTo', { states: [...new Set(next)].join(', ') })}
              </span>
              <span className="procedure-badges">
                {needsReason && <Badge>{t('procedure.withReason')}</Badge>}
                <ConfidenceBadge confidence={confidence} />
              </span>
            </li>
          );
        })}
      </ul>
      <p className="procedure-note">{t('procedure.reopenText', { label: procedure.reopen.label })}</p>
    </div>
  );
}
