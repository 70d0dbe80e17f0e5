import { setTimeout as sleep } from "node:timers/promises";
import type fc from "fast-check";
import * as Y from "yjs";
import type { Editor } from "./editor";
import type { Relay } from "./proxy";
import { until } from "./server";

/** What is known of a paragraph that somebody added: nothing may be taken from us but by somebody. */
export type Fate = { saved: boolean; deleted: boolean };
/** What should be there, whatever the order in which it arrived. */
export type Model = { fates: Map<string, Fate> };

/** Three tabs on one text, each behind a relay that keeps its address when the server is started again. */
export type World = {
  people: { id: string }[];
  editors: Editor[];
  relays: Relay[];
  open: (who: number) => Promise<Editor>;
  restart: () => Promise<void>;
};

type Step = fc.AsyncCommand<Model, World>;
const always = () => true;

function elements({ doc }: Editor): Y.XmlElement[] {
  return doc
    .getXmlFragment("content")
    .toArray()
    .filter((one): one is Y.XmlElement => one instanceof Y.XmlElement && one.nodeName === "paragraph");
}
const textOf = (element: Y.XmlElement) => element.get(0) as Y.XmlText | undefined;
const markerOf = (element: Y.XmlElement) => /⟨.*?⟩/.exec(textOf(element)?.toString() ?? "")?.[0];
const mine = (editor: Editor) => elements(editor).filter((one) => markerOf(one) !== undefined);

/** Types in a tab, if its person may: on line or off. */
const edit = (world: World, who: number, change: (editor: Editor) => void) => {
  const editor = world.editors[who];
  if (editor?.line.getStatus().access === "edit") editor.doc.transact(() => change(editor));
};

export function insert(who: number, at: number): Step {
  return {
    check: always,
    async run({ fates }, world) {
      edit(world, who, (editor) => {
        const marker = `⟨${fates.size}⟩`;
        const element = new Y.XmlElement("paragraph");
        element.insert(0, [new Y.XmlText(marker)]);
        const content = editor.doc.getXmlFragment("content");
        // Behind the title: the text is never empty.
        content.insert(1 + (at % content.length), [element]);
        fates.set(marker, { saved: false, deleted: false });
        editor.typed.push(marker);
      });
    },
    toString: () => `insert(${who}, ${at})`,
  };
}

export function remove(who: number, which: number): Step {
  return {
    check: always,
    async run({ fates }, world) {
      edit(world, who, (editor) => {
        const chosen = mine(editor)[which % Math.max(1, mine(editor).length)];
        const fate = chosen && fates.get(markerOf(chosen) ?? "");
        if (!chosen || !fate) return;
        fate.deleted = true;
        const content = editor.doc.getXmlFragment("content");
        content.delete(content.toArray().indexOf(chosen), 1);
      });
    },
    toString: () => `remove(${who}, ${which})`,
  };
}

export function format(who: number, which: number, bold: boolean): Step {
  return {
    check: always,
    async run(_model, world) {
      edit(world, who, (editor) => {
        const chosen = mine(editor)[which % Math.max(1, mine(editor).length)];
        const text = chosen && textOf(chosen);
        text?.format(0, text.length, { bold: bold ? {} : null });
      });
    },
    toString: () => `format(${who}, ${which}, ${bold})`,
  };
}

export function offline(who: number): Step {
  return {
    check: always,
    async run(_model, { relays }) {
      relays[who]?.set({ refuse: true });
      relays[who]?.resetAll();
    },
    toString: () => `offline(${who})`,
  };
}

export function online(who: number): Step {
  return {
    check: always,
    async run(_model, { relays }) {
      relays[who]?.set({});
    },
    toString: () => `online(${who})`,
  };
}

/** The tab is closed and opened: what was not called saved may be gone, what was may not. */
export function reload(who: number): Step {
  return {
    check: always,
    async run({ fates }, world) {
      const former = world.editors[who];
      if (!former) return;
      for (const marker of former.saved()) {
        const fate = fates.get(marker);
        if (fate) fate.saved = true;
      }
      former.close();
      world.editors[who] = await world.open(who);
    },
    toString: () => `reload(${who})`,
  };
}

export function restart(): Step {
  return { check: always, run: (_model, world) => world.restart(), toString: () => "restart" };
}

export function wait(ms: number): Step {
  return { check: always, run: () => sleep(ms), toString: () => `wait(${ms})` };
}

/** Everybody comes back; then all that was typed in an open tab is saved. */
export async function settle({ fates }: Model, { editors, relays }: World): Promise<void> {
  for (const relay of relays) relay.set({});
  const calm = ({ line }: Editor) =>
    line.getStatus().waiting === 0 && ["saved", "saving"].includes(line.getStatus().word);
  await until("everything is saved", () => editors.every(calm), 60_000);
  for (const { typed } of editors)
    for (const marker of typed) {
      const fate = fates.get(marker);
      if (fate) fate.saved = true;
    }
  await until("the tabs agree", () => new Set(editors.map(({ text }) => text)).size === 1, 20_000);
}
