/** What a person reads of a page without JavaScript: forms with what stands in them, options by their label, text. */

/** Fields of the form of an intent as the page fills it; with `among`, of the one that also holds this text. */
export function formOf(html: string, intent: string, among = ""): Record<string, string> {
  const form = [...html.matchAll(/<form\b.*?<\/form>/gs)]
    .map(([text]) => text)
    .find((text) => intents(text).includes(intent) && text.includes(among));
  if (form === undefined) throw new Error(`no form « ${intent} » on the page: ${textOf(html).slice(0, 1_500)}`);
  return { ...filled(form), intent };
}

function intents(form: string): string[] {
  return tags(form, "input|button").flatMap((tag) =>
    attribute(tag, "name") === "intent" ? attribute(tag, "value") : [],
  );
}

function filled(form: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const tag of tags(form, "input")) {
    const type = attribute(tag, "type");
    if ((type === "radio" || type === "checkbox") && !/\schecked\b/.test(tag)) continue;
    fields[attribute(tag, "name")] = attribute(tag, "value");
  }
  for (const [select, name] of selects(form)) {
    const options = optionsOf(select);
    fields[name] = (options.find(({ chosen }) => chosen) ?? options[0])?.value ?? "";
  }
  for (const [, start = "", text = ""] of form.matchAll(/(<textarea\b[^>]*>)(.*?)<\/textarea>/gs))
    fields[attribute(start, "name")] = decoded(text);
  return fields;
}

/** The value of the option whose label has this text. */
export function choice(html: string, name: string, label: string): string {
  const options = selects(html).flatMap(([select, of]) => (of === name ? optionsOf(select) : []));
  const found = options.find((option) => option.label.includes(label));
  if (!found) throw new Error(`no « ${label} » in ${name}: ${options.map((option) => option.label).join(" | ")}`);
  return found.value;
}

/** Every value of a field of the page, hidden or not, in its order. */
export function valuesOf(html: string, name: string): string[] {
  return tags(html, "input").flatMap((tag) => (attribute(tag, "name") === name ? attribute(tag, "value") : []));
}

/** The first address of a link of this shape: its captured part. */
export function linked(html: string, pattern: RegExp): string | undefined {
  const addresses = tags(html, "a").map((tag) => attribute(tag, "href"));
  return addresses.map((address) => pattern.exec(address)?.[1]).find(Boolean);
}

/** The text a person reads, spaces made plain. */
export function textOf(html: string): string {
  const body = html.replace(/<(script|style|svg)\b.*?<\/\1>/gs, " ").replace(/<[^>]+>/g, " ");
  return decoded(body).replace(/\s+/g, " ");
}

const tags = (html: string, names: string) =>
  [...html.matchAll(new RegExp(`<(?:${names})\\b[^>]*>`, "g"))].map(([tag]) => tag);

const attribute = (tag: string, name: string) => decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

const selects = (html: string): [string, string][] =>
  [...html.matchAll(/(<select\b[^>]*>).*?<\/select>/gs)].map(([text, start = ""]) => [text, attribute(start, "name")]);

const optionsOf = (select: string) =>
  [...select.matchAll(/(<option\b[^>]*>)(.*?)<\/option>/gs)].map(([, start = "", label = ""]) => ({
    value: attribute(start, "value"),
    label: textOf(label),
    chosen: /\sselected\b/.test(start),
  }));

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

function decoded(text: string): string {
  return text
    .replace(/<!-- -->/g, "")
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) =>
      hex || number ? String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(number)) : (entities[name] ?? whole),
    );
}
