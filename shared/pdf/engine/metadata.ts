import type { Bytes } from '../../kernel/bytes.ts';
import type { KitDocument } from './pdfmake.ts';

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Makes the XMP packet well-formed and, for accessible files, adds the PDF/UA-1 mark.
 * pdfkit copies titles into the XMP as they are: an ampersand would break it.
 * @param accessible whether the document is tagged and may say so
 */
export function writeMetadata(document: KitDocument, accessible: boolean): void {
  const addInfo = document._addInfo.bind(document);
  document._addInfo = () => {
    const plain = document.info;
    document.info = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [key, typeof value === 'string' ? xmlText(value) : value]),
    );
    addInfo();
    document.info = plain;
    if (accessible) document.appendXML(PDF_UA);
  };
}

/**
 * Sets the colour profile of the output intent from bytes given; pdfkit would read a file beside its own code, which a
 * bundled app does not have.
 */
export function writeOutputIntent(document: KitDocument, profile: Bytes): void {
  document._addColorOutputIntent = () => {
    const stream = document.ref({ N: 3 });
    stream.end(profile);
    const name = 'sRGB IEC61966-2.1';
    const intent = document.ref({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      Info: Object(name),
      OutputConditionIdentifier: Object(name),
      DestOutputProfile: stream,
    });
    intent.end();
    document._root.data['OutputIntents'] = [intent];
  };
}

/** The PDF/UA identifier with the extension schema that PDF/A asks for (ISO 19005-3, 6.6.2.3). */
const PDF_UA = `
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                    <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                    <pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
        `;
