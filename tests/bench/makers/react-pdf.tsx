import { Document, Font, Page, renderToBuffer, Text, View } from '@react-pdf/renderer';
import { ownBytes } from '../../../shared/kernel/bytes.ts';
import { assertNever } from '../../../shared/kernel/assert.ts';
import { contentWidth, pageMargins, paperSize } from '../../../shared/pdf/page.ts';
import { body, ink, label, small, tableHead, tableText } from '../../../shared/pdf/style.ts';
import type { Report, ReportBlock } from '../../../shared/report/report.ts';
import { fontFiles } from '../fonts.ts';
import type { CreateMaker } from './maker.ts';

interface Style {
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
}
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly style: Style;
}

const LABEL_WIDTH = 160;

/** @react-pdf/renderer, the usual way to make a PDF with React. */
export const createReactPdfMaker: CreateMaker = () => {
  Font.register({ family: 'body', fonts: [{ src: fontFiles.regular }, { src: fontFiles.bold, fontWeight: 700 }] });
  // words are not broken on our papers either
  Font.registerHyphenationCallback((word) => [word]);
  return Promise.resolve(async (report) => ownBytes(await renderToBuffer(paper(report))));
};

function paper(report: Report) {
  const { width, height } = paperSize[report.paper];
  const margins = pageMargins(report);
  return (
    <Document title={report.title} language={report.language}>
      <Page
        size={[width, height]}
        style={{
          fontFamily: 'body',
          paddingTop: margins.top,
          paddingLeft: margins.left,
          paddingRight: margins.right,
          paddingBottom: margins.bottom,
        }}
      >
        <View fixed style={{ position: 'absolute', top: 30, left: margins.left, width: contentWidth }}>
          {report.letterhead.map((line, i) => (
            <Text key={i} style={textStyle({ fontSize: 8.5, bold: i === 0 })}>
              {line}
            </Text>
          ))}
          <View style={{ borderBottomWidth: 0.4, borderColor: ink.hairline, marginTop: 5 }} />
        </View>
        <Text style={{ ...textStyle({ fontSize: 15.5, bold: true, color: ink.accent }), textAlign: 'center' }}>
          {report.title}
        </Text>
        {report.sections.map((section, i) => (
          <View key={i}>
            <Text style={{ ...textStyle({ fontSize: 11, bold: true, color: ink.accent }), marginTop: 9 }}>
              {section.heading}
            </Text>
            {section.blocks.map((block, j) => (
              <View key={j}>{blockView(block)}</View>
            ))}
          </View>
        ))}
        {report.signatures.map((signature, i) => (
          <View key={i} wrap={false} style={{ marginTop: 30 }}>
            {[signature.name, signature.role, ...signature.details].map((line, j) => (
              <Text key={j} style={textStyle(body)}>
                {line}
              </Text>
            ))}
          </View>
        ))}
        <Text
          fixed
          style={{ ...textStyle(small), position: 'absolute', bottom: 31, left: margins.left }}
          render={({ pageNumber, totalPages }) =>
            `${report.number}  ·  ${report.footer}     Página ${pageNumber} de ${totalPages}`
          }
        />
      </Page>
    </Document>
  );
}

function blockView(block: ReportBlock) {
  switch (block.kind) {
    case 'fields':
      return block.rows.map((row, i) =>
        rowView(i, [
          { text: row.label, width: LABEL_WIDTH, style: label },
          { text: row.value, width: contentWidth - LABEL_WIDTH, style: body },
        ]),
      );
    case 'table': {
      const total = block.columns.reduce((sum, column) => sum + column.weight, 0);
      const cells = (texts: readonly string[], style: Style): Cell[] =>
        texts.map((text, i) => ({ text, width: (contentWidth * (block.columns[i]?.weight ?? 0)) / total, style }));
      return (
        <View>
          <Text style={textStyle(label)}>{block.caption}</Text>
          {rowView(
            'head',
            cells(
              block.columns.map((column) => column.header),
              tableHead,
            ),
            true,
          )}
          {block.rows.map((row, i) => rowView(i, cells(row, tableText)))}
        </View>
      );
    }
    case 'numbered':
      return block.items.map((text, i) =>
        rowView(i, [
          { text: `${i + 1}.`, width: 22, style: body },
          { text, width: contentWidth - 22, style: body },
        ]),
      );
    case 'checks':
      return block.items.map((item, i) => (
        <Text key={i} style={textStyle(body)}>{`${item.checked ? '[x]' : '[ ]'} ${item.label}`}</Text>
      ));
    case 'paragraph':
      return (
        <View>
          {block.label === undefined ? null : <Text style={textStyle(label)}>{block.label}</Text>}
          <Text style={textStyle(body)}>{block.text}</Text>
        </View>
      );
    case 'blanks':
      return block.rows.flat().map((blank, i) => (
        <Text key={i} style={textStyle(label)}>
          {blank.label}
        </Text>
      ));
    case 'photos':
      throw new Error('no paper of the bench has photographs');
    case 'notice':
      return <Text style={textStyle(body)}>{block.text}</Text>;
    default:
      return assertNever(block);
  }
}

function rowView(key: number | string, cells: readonly Cell[], isRepeated = false) {
  return (
    <View
      key={key}
      wrap={false}
      fixed={isRepeated}
      style={{ flexDirection: 'row', borderBottomWidth: 0.4, borderColor: ink.hairline }}
    >
      {cells.map((cell, i) => (
        <Text key={i} style={{ ...textStyle(cell.style), width: cell.width, padding: 3 }}>
          {cell.text}
        </Text>
      ))}
    </View>
  );
}

function textStyle({ fontSize = 9.6, bold = false, color = ink.text }: Style) {
  return { fontSize, color, fontWeight: bold ? 700 : 400 } as const;
}
