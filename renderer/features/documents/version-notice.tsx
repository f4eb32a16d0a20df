import type { DocumentHead } from '../../db/documents.ts';
import type { Route } from '../../routes.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface VersionNoticeProps {
  readonly head: DocumentHead;
  /** all papers of its record */
  readonly versions: readonly DocumentHead[];
  readonly go: (route: Route) => void;
}

/** On an old version: which took its place and why. On a later one: which it replaced. Both stay readable. */
export function VersionNotice({ head, versions, go }: VersionNoticeProps) {
  const own = versions.filter(({ addressee }) => addressee === head.addressee);
  const open = ({ id }: DocumentHead): void => go({ name: 'document', id });
  const next = versionAfter(own, head);
  if (head.state === 'superseded') {
    return (
      <Notice
        kind="warn"
        live={false}
        title={t('documents.supersededNotice')}
        actions={
          next && (
            <Button size="small" icon="document" onPress={() => open(next)}>
              {t('documents.openVersion', { version: next.version })}
            </Button>
          )
        }
      >
        {next?.reason ? t('documents.supersededBy', { version: next.version, reason: next.reason }) : null}{' '}
        {t('documents.supersededHint')}
      </Notice>
    );
  }
  const before = own.filter(({ version }) => version < head.version).sort((a, b) => b.version - a.version)[0];
  if (before === undefined) return null;
  return (
    <Notice
      kind="info"
      live={false}
      title={t('documents.replaces', { version: before.version })}
      actions={
        <Button size="small" icon="document" onPress={() => open(before)}>
          {t('documents.openVersion', { version: before.version })}
        </Button>
      }
    >
      {t('documents.replacesReason', { reason: head.reason })}
    </Notice>
  );
}

/** The version that came next; its copy for the same addressee may not have been made, then any paper of it tells why. */
function versionAfter(versions: readonly DocumentHead[], { version }: DocumentHead): DocumentHead | undefined {
  return versions.filter((one) => one.version > version).sort((a, b) => a.version - b.version)[0];
}
