import { useMemo, useState } from 'react';
import { formatInstant } from '../../parts/format.ts';
import type { Go } from '../../routes.ts';
import { tCount, t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/panel.tsx';
import { timelineOf } from './timeline.ts';
import type { WholeCase } from './use-case.ts';

interface TimelinePanelProps {
  readonly around: WholeCase;
  readonly go: Go;
}

/** Events shown before one asks for all of them. */
const FIRST = 12;

/** Everything that happened to the case, newest first. */
export function TimelinePanel({ around, go }: TimelinePanelProps) {
  const [all, setAll] = useState(false);
  const events = useMemo(() => timelineOf(around), [around]);
  const shown = all ? events : events.slice(0, FIRST);
  return (
    <Panel title={t('cases.timeline')}>
      <ol className="case-timeline">
        {shown.map((event, i) => (
          <li key={`${event.at}/${i}`}>
            <Icon name={event.icon} size={16} />
            <div>
              <span className="case-soft">{formatInstant(event.at)}</span> {event.text}
              {event.detail !== '' && <p className="case-detail">{event.detail}</p>}
            </div>
            {event.documentId !== undefined && (
              <Button
                kind="quiet"
                size="small"
                icon="document"
                onPress={() => go({ name: 'document', id: event.documentId ?? '' })}
              >
                {t('cases.openDocument')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {events.length > shown.length && (
        <Button kind="quiet" size="small" icon="chevronDown" onPress={() => setAll(true)}>
          {tCount('cases.moreEvents', events.length - shown.length)}
        </Button>
      )}
    </Panel>
  );
}
