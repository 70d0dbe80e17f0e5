import { strToU8, type Zippable, zipSync } from "fflate";
import { contentXml } from "./odt-content";
import { stylesXml } from "./odt-styles";
import { escapeMarkup as esc } from "./text";
import type { Picture, Plan } from "./tree";

const TYPE = "application/vnd.oasis.opendocument.text";

/** An OpenDocument text (1.2). `at` is written in its properties. */
export function toOdt(plan: Plan, at: Date, pageLabel: string): Uint8Array {
  const pictures: Picture[] = [];
  const content = contentXml(plan, (picture) => `Pictures/${pictures.push(picture)}.${extensionOf(picture)}`);
  const files: Zippable = {
    // First and bare, so that the kind of file can be read without unpacking it.
    mimetype: [strToU8(TYPE), { level: 0 }],
    "content.xml": strToU8(content),
    "styles.xml": strToU8(stylesXml(plan.lang, pageLabel)),
    "meta.xml": strToU8(metaXml(plan, at)),
    "META-INF/manifest.xml": strToU8(manifestXml(pictures)),
  };
  pictures.forEach((picture, index) => {
    files[`Pictures/${index + 1}.${extensionOf(picture)}`] = [picture.bytes, { level: 0 }];
  });
  // The package cannot hold every year; the day of the copy stands in its properties.
  return zipSync(files, { mtime: new Date(2000, 0, 1) });
}

export const extensionOf = ({ type }: Picture): string => type.replace("image/", "").replace("jpeg", "jpg");

function metaXml({ title, lang }: Plan, at: Date): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:meta><meta:generator>EntrePairs</meta:generator><dc:title>${esc(title)}</dc:title><dc:language>${lang === "fr" ? "fr-FR" : "en-GB"}</dc:language><dc:date>${at.toISOString().slice(0, 19)}</dc:date></office:meta></office:document-meta>`;
}

function manifestXml(pictures: readonly Picture[]): string {
  const entry = (path: string, type: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">${entry("/", TYPE)}${["content.xml", "styles.xml", "meta.xml"].map((path) => entry(path, "text/xml")).join("")}${pictures.map((picture, index) => entry(`Pictures/${index + 1}.${extensionOf(picture)}`, picture.type)).join("")}</manifest:manifest>`;
}
