import type { ReactNode } from 'react';
import { assertNever } from '../../../shared/kernel/assert.ts';
import type { Report, ReportBlock, ReportSignature } from '../../../shared/report/report.ts';
import { t } from '../../text/index.ts';
import { Icon } from '../../ui/icons.tsx';
import './report-view.css';

/**
 * A report as text on the screen: the same strings in the same order as on paper, readable without the PDF.
 * It draws a paper, so it stays light in the dark theme.
 */
export function ReportView({ report }: { readonly report: Report }) {
  return (
    <article className="report" lang={report.language} aria-label={report.title}>
      <header className="report-head">
        {report.letterhead.map((line, index) => (
          <p key={`${index}-${line}`} className={index === 0 ? 'report-letterhead-first' : undefined}>
            {line}
          </p>
        ))}
      </header>
      <h2 className="report-title">{report.title}</h2>
      {report.number !== '' && <p className="report-number">{report.number}</p>}
      {report.sections.map((section, index) => (
        <section key={`${index}-${section.heading}`} className="report-section">
          {section.heading !== '' && <h3>{section.heading}</h3>}
          {section.blocks.map((block, place) => (
            <Block key={`${place}-${block.kind}`} block={block} />
          ))}
        </section>
      ))}
      {report.signatures.length > 0 && (
        <section className="report-signatures">
          {report.signatures.map((signature, index) => (
            <Signature key={`${index}-${signature.role}`} signature={signature} />
          ))}
        </section>
      )}
      {report.footer !== '' && <footer className="report-footer">{report.footer}</footer>}
    </article>
  );
}

function Signature({ signature }: { readonly signature: ReportSignature }): ReactNode {
  return (
    <div className="report-signature">
      <p className="report-signature-line" />
      <p>
        <strong>{signature.name}</strong>
      </p>
      <p>{signature.role}</p>
      {signature.details.map((detail, index) => (
        <p key={`${index}-${detail}`}>{detail}</p>
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: ReportBlock }): ReactNode {
  switch (block.kind) {
    case 'fields':
      return (
        <dl className="report-fields">
          {block.rows.map((row, index) => (
            <div key={`${index}-${row.label}`}>
              <dt>{row.label}</dt>
              <dd>{row.value}</dd>
            </div>
          ))}
        </dl>
      );
    case 'paragraph':
      return (
        <div className="report-paragraph">
          {block.label !== undefined && <p className="report-label">{block.label}</p>}
          <p>{block.text}</p>
        </div>
      );
    case 'numbered':
      return (
        <ol className="report-numbered">
          {block.items.map((item, index) => (
            <li key={`${index}-${item.slice(0, 20)}`}>{item}</li>
          ))}
        </ol>
      );
    case 'checks':
      return (
        <ul className="report-checks">
          {block.items.map((item) => (
            <li key={item.label} data-checked={item.checked}>
              <span
                className="report-check"
                role="img"
                aria-label={item.checked ? t('inspections.checked') : t('inspections.unchecked')}
              >
                {item.checked && <Icon name="check" size={12} />}
              </span>
              {item.label}
            </li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <table className="report-table">
          <caption>{block.caption}</caption>
          <thead>
            <tr>
              {block.columns.map((column, index) => (
                <th key={`${index}-${column.header}`} scope="col" data-align={column.align ?? 'left'}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              <tr key={`${index}-${row[0] ?? ''}`}>
                {row.map((cell, place) => (
                  <td key={`${index}-${place}`} data-align={block.columns[place]?.align ?? 'left'}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'blanks':
      return (
        <dl className="report-fields">
          {block.rows.flat().map(({ label, fill }, index) => (
            <div key={`${index}-${label}`}>
              <dt>{label}</dt>
              <dd>{fill.kind === 'choices' ? fill.options.join(' · ') : ''}</dd>
            </div>
          ))}
        </dl>
      );
    case 'photos':
      // of no paper that is made from a record
      return null;
    case 'notice':
      return <p className="report-notice">{block.text}</p>;
    default:
      return assertNever(block);
  }
}
