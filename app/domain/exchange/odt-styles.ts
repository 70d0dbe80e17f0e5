import { escapeMarkup as esc } from "./text";

const FONT = "Liberation Sans";
const MONO = "Liberation Mono";

/** Paragraph styles, lists, an A4 page with its number. `pageLabel` holds {page} and {pages}. */
export function stylesXml(lang: "fr" | "en", pageLabel: string): string {
  const [language, country] = lang === "fr" ? ["fr", "FR"] : ["en", "GB"];
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2">
<office:font-face-decls>${[FONT, MONO].map((name) => `<style:font-face style:name="${name}" svg:font-family="'${name}'"/>`).join("")}</office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/><style:text-properties style:font-name="${FONT}" fo:font-size="11pt" fo:language="${language}" fo:country="${country}"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
${paragraph("Text_20_body", "Text body", 'fo:margin-bottom="0.2cm" fo:line-height="120%"')}
${paragraph("Title", "Title", 'fo:margin-bottom="0.2cm" fo:keep-with-next="always"', 'fo:font-size="20pt" fo:font-weight="bold"')}
${paragraph("Subtitle", "Subtitle", "", 'fo:font-size="10pt"')}
${[16, 13, 11.5, 11].map((size, index) => heading(index + 2, size)).join("\n")}
${paragraph("Quotations", "Quotations", 'fo:margin-left="1cm" fo:margin-right="1cm" fo:margin-bottom="0.2cm"')}
${paragraph("Preformatted_20_Text", "Preformatted Text", 'fo:margin-bottom="0.2cm"', `style:font-name="${MONO}" fo:font-size="10pt"`)}
${paragraph("Horizontal_20_Line", "Horizontal Line", 'fo:margin-bottom="0.5cm" fo:border-bottom="0.5pt solid #8d97a1"', 'fo:font-size="6pt"')}
${paragraph("Facts", "Facts", 'fo:margin-bottom="0.2cm" fo:keep-with-next="always"', 'fo:font-size="10pt"')}
${paragraph("PartLabel", "Part label", 'fo:margin-top="0.2cm" fo:margin-left="0.5cm" fo:keep-with-next="always"', 'fo:font-weight="bold"')}
${paragraph("Part", "Part", 'fo:margin-left="0.5cm" fo:margin-bottom="0.2cm" fo:line-height="120%"')}
${paragraph("Caption", "Caption", 'fo:margin-bottom="0.3cm"', 'fo:font-size="10pt" fo:font-style="italic"')}
${paragraph("Table_20_Contents", "Table Contents", "")}
${paragraph("Table_20_Heading", "Table Heading", "", 'fo:font-weight="bold"')}
${paragraph("Small", "Small", 'fo:margin-top="0.6cm"', 'fo:font-size="9pt"')}
${paragraph("Footer", "Footer", 'fo:text-align="end"', 'fo:font-size="9pt"')}
${list("Bulleted", (level) => `<text:list-level-style-bullet text:level="${level}" text:bullet-char="•">`, "bullet")}
${list("Numbered", (level) => `<text:list-level-style-number text:level="${level}" style:num-format="1" style:num-suffix=".">`, "number")}
</office:styles>
<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="1.5cm" fo:margin-left="2cm" fo:margin-right="2cm"/><style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer">${label(pageLabel)}</text:p></style:footer></style:master-page></office:master-styles>
</office:document-styles>`;
}

function paragraph(name: string, shown: string, form: string, face = ""): string {
  return `<style:style style:name="${name}" style:display-name="${shown}" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties ${form}/>${face ? `<style:text-properties ${face}/>` : ""}</style:style>`;
}

function heading(level: number, size: number): string {
  const form = 'fo:margin-top="0.5cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"';
  return `<style:style style:name="Heading_20_${level}" style:display-name="Heading ${level}" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="${level}"><style:paragraph-properties ${form}/><style:text-properties fo:font-size="${size}pt" fo:font-weight="bold"/></style:style>`;
}

function list(name: string, opening: (level: number) => string, kind: "bullet" | "number"): string {
  const levels = Array.from({ length: 10 }, (_, index) => {
    const indent = `${(index + 1) * 0.7}cm`;
    return `${opening(index + 1)}<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="${indent}"/></style:list-level-properties></text:list-level-style-${kind}>`;
  });
  return `<text:list-style style:name="${name}">${levels.join("")}</text:list-style>`;
}

const label = (pageLabel: string) =>
  esc(pageLabel)
    .replace("{page}", '<text:page-number text:select-page="current">1</text:page-number>')
    .replace("{pages}", "<text:page-count>1</text:page-count>");
