import { memo, useState } from 'react';
import { readWorking, writeWorking, type Working } from '../../../shared/calculator/working.ts';
import { workingValueText } from '../../../shared/calculator/value-text.ts';
import { catalogLabel, findEntry } from '../../../shared/catalog/catalog.ts';
import type { ChecklistItem } from '../../../shared/catalog/entry.ts';
import type { DraftRow } from '../../../shared/record/draft.ts';
import { checklistAnswers, checklistRecord, type ChecklistAnswer } from '../../../shared/record/kinds/checklist.ts';
import { setColumnValue, type EditDraft } from '../../form/draft-edit.ts';
import { fieldId } from '../../form/field-path.ts';
import { IntegerInput } from '../../form/inputs/number-inputs.tsx';
import { fieldLabel, optionLabel, problemText } from '../../text/field-text.ts';
import { t } from '../../text/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { ConfidenceBadge } from '../confidence-badge.tsx';
import { CalculatorDialog, WorkingDialog } from './calculator-dialog.tsx';
import { resultLabel } from './calculator-text.ts';

interface ChecklistQuestionProps {
  readonly row: DraftRow;
  readonly edit: EditDraft;
  readonly readOnly: boolean;
  readonly isSmallFarm: boolean;
  /** must stay the same function from one drawing to the next */
  readonly onAnswered: (row: string, isBreach: boolean) => void;
  /** the same */
  readonly onToActa: ((working: Working) => void) | undefined;
}

const answerField = checklistRecord.sections[0]?.tables[0]?.columns.find(({ key }) => key === 'answer');
const place = (field: string) => ({ kind: checklistRecord.key, table: 'answers', field });

/** One question: its answer, and for a breach what was found, how many people, and perhaps a calculation. */
export const ChecklistQuestion = memo(function ChecklistQuestion(props: ChecklistQuestionProps) {
  const { row, edit, readOnly, isSmallFarm, onAnswered, onToActa } = props;
  const [noting, setNoting] = useState(false);
  const value = (column: string): string => {
    const found = row.values[column];
    return typeof found === 'string' ? found : '';
  };
  const item = findEntry('checklist', value('item'));
  const question = catalogLabel('checklist', value('item'));
  const answer = checklistAnswers.find((key) => key === value('answer'));
  const hasDetail = answer === 'breach' || noting || value('note') !== '' || value('people') !== '';
  const id = (field: string): string => fieldId({ section: 'answers', table: 'answers', row: row.id, field });

  function set(column: string, text: string): void {
    const at = { table: 'answers', row: row.id, column };
    edit((before) => setColumnValue(before, at, text), `answers/${row.id}/${column}`);
  }
  /** One key answers and goes on, so that a whole list is done without lifting a hand. */
  function answerWith(key: ChecklistAnswer): void {
    set('answer', key);
    onAnswered(row.id, key === 'breach');
  }

  return (
    <div className="checklist-question">
      <div
        className="checklist-answer"
        onKeyDownCapture={(event) => {
          if (readOnly || event.ctrlKey || event.altKey || event.metaKey) return;
          const key = checklistAnswers[Number(/^[1-4]$/.test(event.key) ? event.key : 0) - 1];
          if (key === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          answerWith(key);
        }}
      >
        <RadioChoice
          id={id('answer')}
          label={question}
          options={checklistAnswers.map((key) => ({
            key,
            label: answerField === undefined ? key : optionLabel(place('answer'), answerField, key),
          }))}
          value={answer}
          onChange={(key) => set('answer', key ?? '')}
          readOnly={readOnly}
        />
      </div>
      <div className="checklist-basis">
        {item && <Basis item={item} isSmallFarm={isSmallFarm} />}
        {!readOnly && !hasDetail && (
          <Button
            kind="quiet"
            size="small"
            icon="edit"
            label={`${t('calculators.addNote')}: ${question}`}
            onPress={() => setNoting(true)}
          >
            {t('calculators.addNote')}
          </Button>
        )}
        <QuestionWorking
          item={item}
          question={question}
          json={value('working')}
          readOnly={readOnly}
          onChange={(json) => set('working', json)}
          onToActa={onToActa}
        />
      </div>
      {hasDetail && (
        <div className="checklist-detail">
          <TextArea
            id={id('note')}
            label={fieldLabel(place('note'))}
            value={value('note')}
            onChange={(text) => set('note', text)}
            rows={2}
            maxLength={4000}
            readOnly={readOnly}
            autoFocus={noting}
            warning={
              answer === 'breach' && value('note').trim() === '' ? problemText({ code: 'note-missing' }) : undefined
            }
          />
          <IntegerInput
            label={fieldLabel(place('people'))}
            value={value('people')}
            onChange={(text) => set('people', text)}
            readOnly={readOnly}
          />
        </div>
      )}
    </div>
  );
});

function Basis({ item, isSmallFarm }: { readonly item: ChecklistItem; readonly isSmallFarm: boolean }) {
  return (
    <>
      <span className="checklist-note">{item.norm ?? t('calculators.noNorm')}</span>
      <ConfidenceBadge confidence={item.confidence} />
      {isSmallFarm && item.alwaysApplies && <Badge kind="warn">{t('calculators.always')}</Badge>}
      {item.conflict !== undefined && <span className="checklist-note">{item.conflict}</span>}
    </>
  );
}

interface QuestionWorkingProps {
  readonly item: ChecklistItem | undefined;
  readonly question: string;
  readonly json: string;
  readonly readOnly: boolean;
  readonly onChange: (json: string) => void;
  readonly onToActa: ((working: Working) => void) | undefined;
}

/** The calculation of a question: made, seen, changed or dropped; one that cannot be read stays as it is. */
function QuestionWorking({ item, question, json, readOnly, onChange, onToActa }: QuestionWorkingProps) {
  const [open, setOpen] = useState(false);
  const working = json === '' ? undefined : readWorking(json);
  const calculator = working?.calculator ?? item?.calculator;
  if (json !== '' && working === undefined) {
    return <p className="checklist-note">{t('calculators.strangeWorking')}</p>;
  }
  if (calculator === undefined || (readOnly && working === undefined)) return null;
  const used = (made: Working): void => {
    onChange(writeWorking(made));
    setOpen(false);
  };
  return (
    <div className="checklist-working">
      {working && (
        <strong>
          {resultLabel(working)}: {workingValueText(working.result.value, working.result.unit)}
        </strong>
      )}
      <Button size="small" label={`${t('calculators.calculate')}: ${question}`} onPress={() => setOpen(true)}>
        {working ? t('calculators.changeWorking') : t('calculators.calculate')}
      </Button>
      {working && onToActa && (
        <Button
          size="small"
          icon="clipboard"
          label={`${t('inspections.toActa')}: ${question}`}
          onPress={() => onToActa(working)}
        >
          {t('inspections.toActa')}
        </Button>
      )}
      {working && !readOnly && (
        <Button
          kind="quiet"
          size="small"
          icon="trash"
          label={`${t('calculators.dropWorking')}: ${question}`}
          onPress={() => onChange('')}
        >
          {t('calculators.dropWorking')}
        </Button>
      )}
      {open && working && readOnly && <WorkingDialog working={working} onClose={() => setOpen(false)} />}
      {open && !readOnly && (
        <CalculatorDialog
          calculator={calculator}
          initial={working && Object.fromEntries(working.inputs.map((input) => [input.key, input.value]))}
          onUse={used}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
