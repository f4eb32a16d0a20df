import type { Procedure } from '../../../shared/procedure/procedure.ts';
import { t } from '../../text/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { ExitsList } from './exits-list.tsx';
import { MovesTable } from './moves-table.tsx';
import { StatesTable } from './states-table.tsx';
import { WayPicture } from './way-picture.tsx';

interface WayPanelProps {
  readonly procedure: Procedure;
  readonly onChange: ((next: Procedure) => void) | undefined;
}

/** The way of a case: drawn, and in words for whoever does not see the picture or wants it exactly. */
export function WayPanel({ procedure, onChange }: WayPanelProps) {
  return (
    <Panel title={t('procedure.way')}>
      <div className="procedure-way">
        <WayPicture procedure={procedure} />
        <ExitsList procedure={procedure} />
        <details className="procedure-details">
          <summary>{t('procedure.moves')}</summary>
          <MovesTable procedure={procedure} onChange={onChange} />
        </details>
        {onChange && (
          <details className="procedure-details">
            <summary>{t('procedure.states')}</summary>
            <StatesTable procedure={procedure} onChange={onChange} />
          </details>
        )}
      </div>
    </Panel>
  );
}
