import { useEffect, useState } from 'react';
import type { Working } from '../../../shared/calculator/working.ts';
import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { formatMoney } from '../../../shared/kernel/words.ts';
import { reader, rowsOf } from '../../../shared/record/draft.ts';
import { calculationLines } from '../../../shared/report/calculation.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { addWorking, amountOwedOf, findOpenActa, takeToActa, type OpenActa } from './take-to-acta.ts';

interface ToActaDialogProps {
  readonly caseId: string;
  readonly working: Working;
  readonly onClose: () => void;
}

const NONE = 'none';

/** Shows what a calculation would put into the acta of the case, and puts it there; without an acta it begins one. */
export function ToActaDialog({ caseId, working, onClose }: ToActaDialogProps) {
  const session = useSession();
  const toast = useToasts();
  const { fault, busy, run } = useDeed();
  const [acta, setActa] = useState<OpenActa>();
  const [unread, setUnread] = useState<Fault>();
  const [row, setRow] = useState(NONE);
  useEffect(() => {
    void findOpenActa(session, caseId).then((found) => {
      if (found.ok) setActa(found.value);
      else setUnread(found.fault);
    });
  }, [session, caseId]);

  function take(into: OpenActa): void {
    const draft = addWorking(into.opened.draft, working, row === NONE ? undefined : row);
    void run(
      () => takeToActa(session, caseId, into, draft),
      () => {
        toast({ kind: 'success', title: t('inspections.takenToActa') });
        onClose();
      },
    );
  }

  const owed = amountOwedOf(working);
  const infringements = acta === undefined || owed === undefined ? [] : rowsOf(acta.opened.draft, 'infringements');
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      dismissable={!busy}
      title={t('inspections.toActa')}
      actions={
        <>
          <Button onPress={onClose} disabled={busy}>
            {t('inspections.cancel')}
          </Button>
          {acta && (
            <Button kind="primary" icon="check" busy={busy} onPress={() => take(acta)}>
              {t(acta.begun ? 'inspections.toActa' : 'inspections.beginActa')}
            </Button>
          )}
        </>
      }
    >
      {unread && <FaultNotice fault={unread} />}
      {fault && <FaultNotice fault={fault} />}
      {acta === undefined && unread === undefined && <Spinner size={24} label={t('common.loading')} />}
      {acta && (
        <>
          {!acta.begun && (
            <Notice kind="info" live={false} title={t('inspections.noActaTitle')}>
              {t('inspections.noActaText')}
            </Notice>
          )}
          <p>{t('inspections.toActaHint')}</p>
          <blockquote className="to-acta-text" aria-label={t('inspections.toActaText')}>
            {calculationLines(working).map((line, at) => (
              <p key={at}>{line}</p>
            ))}
          </blockquote>
          {owed !== undefined && infringements.length > 0 && (
            <Select
              label={t('inspections.toActaInfringement', { amount: formatMoney(owed) })}
              options={[
                { key: NONE, label: t('inspections.toActaNone') },
                ...infringements.map((one) => {
                  const { text } = reader(acta.opened.draft, one);
                  const now = text('amountOwed');
                  return {
                    key: one.id,
                    label: catalogLabel('infringements', text('infringement')),
                    ...(now === '' ? {} : { detail: t('inspections.toActaNow', { amount: formatMoney(now) }) }),
                  };
                }),
              ]}
              value={row}
              onChange={setRow}
            />
          )}
        </>
      )}
    </Dialog>
  );
}
