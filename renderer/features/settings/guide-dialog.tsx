import { useRef, useState } from 'react';
import type { RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { loadGuide, type Guide } from '../../db/guides.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { GuideFacts } from './guide-facts.tsx';
import { chooseGuide } from './read-guide-file.ts';

interface GuideDialogProps {
  readonly guides: readonly Guide[];
  readonly onClose: () => void;
  readonly onLoaded: () => void;
}

/** Shows what a guide of a file holds before it counts; takes it in whole or not at all. */
export function GuideDialog({ guides, onClose, onLoaded }: GuideDialogProps) {
  const { db, person } = useSession();
  const picker = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<Result<RuleSet>>();
  const [checked, setChecked] = useState(false);
  const { busy, fault, run } = useDeed();
  const older = read?.ok === true ? guides.find(({ set }) => set.key === read.value.key) : undefined;

  function confirm(): void {
    setChecked(true);
    if (read?.ok !== true) return;
    const guide = { set: read.value, by: person.name, at: instantFrom(db.clock.now()) };
    void run(() => loadGuide(db, guide), onLoaded);
  }

  return (
    <FormDialog
      title={t('guides.loadTitle')}
      confirm={t('guides.keep')}
      wide
      busy={busy}
      fault={fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('guides.loadText')}</p>
      <div>
        <Button icon="upload" autoFocus onPress={() => picker.current?.click()}>
          {t('guides.chooseFile')}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t('guides.chooseFile')}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            const others = guides.map(({ set }) => set);
            if (chosen) void chooseGuide(chosen, others).then(setRead);
            // the same file may be chosen again after it was mended
            event.target.value = '';
          }}
        />
      </div>
      {read === undefined && checked && <Notice kind="error" title={t('guides.noFile')} />}
      {read?.ok === false && <FaultNotice fault={read.fault} />}
      {read?.ok === true && (
        <>
          <GuideFacts set={read.value} />
          {older && <Notice kind="warn" live={false} title={t('guides.replaces', { version: older.set.version })} />}
          <p className="office-note">{t('guides.effect')}</p>
        </>
      )}
    </FormDialog>
  );
}
