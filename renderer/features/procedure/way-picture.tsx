import { endStates, stateLabel, type CaseState, type Procedure } from '../../../shared/procedure/procedure.ts';
import { t } from '../../text/index.ts';
import { classNames } from '../../ui/class-names.ts';
import { lineOf, PICTURE, places } from './picture-layout.ts';

/** The states of a case and the moves between them, drawn; the list below says the same in words. */
export function WayPicture({ procedure }: { readonly procedure: Procedure }) {
  const { width, height, boxWidth, boxHeight } = PICTURE;
  const lines = procedure.moves.flatMap(({ key, from, to }) => {
    const path = lineOf(from, to);
    return path === undefined ? [] : [{ key, path }];
  });
  return (
    <svg
      className="procedure-picture"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('procedure.picture')}
    >
      <defs>
        <marker id="procedure-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
          <path className="procedure-picture-tip" d="M0 1L9.5 5L0 9z" />
        </marker>
      </defs>
      {lines.map(({ key, path }) => (
        <path key={key} className="procedure-picture-line" d={path} markerEnd="url(#procedure-tip)" />
      ))}
      {(Object.keys(places) as CaseState[]).map((state) => {
        const { x, y } = places[state] ?? { x: 0, y: 0 };
        return (
          <foreignObject key={state} x={x - boxWidth / 2} y={y - boxHeight / 2} width={boxWidth} height={boxHeight}>
            <div
              className={classNames(
                'procedure-picture-box',
                state === 'draft' && 'procedure-picture-start',
                endStates.includes(state) && 'procedure-picture-end',
              )}
              aria-hidden="true"
            >
              {stateLabel(procedure, state)}
            </div>
          </foreignObject>
        );
      })}
    </svg>
  );
}
