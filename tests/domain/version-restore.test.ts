import { actorOf } from "@tests/factories/person";
import { aWritingCohort } from "@tests/factories/scenario";
import { aTab, block, paragraph } from "@tests/factories/version";
import {
  bullets,
  cell,
  competence,
  doc,
  heading,
  item,
  link,
  p,
  part,
  phase,
  row,
  table,
  text,
} from "@tests/support/exchange";
import { getSchema } from "@tiptap/core";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { createScenario } from "~/domain/scenario/commands.server";
import { readDocument } from "~/domain/scenario/document.server";
import { nameVersion } from "~/domain/version/commands/keep.server";
import { restoreVersion } from "~/domain/version/commands/restore.server";
import { cleanDocument } from "~/editor/content";
import { scenarioExtensions } from "~/editor/schema";
import { chance } from "../faults/chance";

// RESTORE_SEED plays a series again.
const seed = process.env.RESTORE_SEED ?? String(Date.now() % 1_000_000);

test("whatever was done to a text, each of its versions comes back to the letter", async () => {
  const drawn = chance(seed);
  const { cohort, team, referent } = await aWritingCohort();
  const actor = await actorOf(referent);
  const document = cleanDocument(
    doc(
      heading(2, "Lire un graphique"),
      phase(
        { title: "Accueil", minutes: 10 },
        p(text("Bonjour "), text("à tous", { type: "bold", attrs: {} })),
        part("OBJECTIVE", p(text("Lire un axe."))),
      ),
      bullets(item(p(text("un"))), item(p(text("deux")), bullets(item(p(text("deux et demi")))))),
      table(row(cell("mois"), cell("degrés")), row(cell("mai"), cell("14"))),
      p(text("Source : "), text("Météo", link("https://exemple.fr"))),
      phase({ title: "Bilan", minutes: 15 }, p(text("Chacun dit un mot.")), competence("B.2-1")),
    ),
  );
  const beginning = { document, images: [] };
  const { id: scenarioId } = await createScenario(
    actor,
    { cohortId: cohort.id, teamId: team.id, title: "Riche" },
    beginning,
  );
  const tab = aTab(scenarioId, referent);
  const versions: { id: string; text: string }[] = [];
  for (let n = 0; n < 6; n++) {
    const { id } = await nameVersion(actor, scenarioId, `n${n}`);
    versions.push({ id, text: await read(scenarioId) });
    await tab.write((content) => {
      for (let edits = 0; edits < 4; edits++) disturb(content, drawn);
    });
  }
  for (let n = 0; n < 10; n++) {
    const version = versions[drawn.below(versions.length)];
    await restoreVersion(actor, scenarioId, version?.id ?? "");
    expect(await read(scenarioId), `seed ${seed}, ${n}`).toBe(version?.text);
  }
});

/** As the editor holds it: an empty line and a line without a word are the same. */
const read = async (scenarioId: string) =>
  JSON.stringify(
    getSchema(scenarioExtensions)
      .nodeFromJSON(await readDocument(scenarioId))
      .toJSON(),
  );

/** What editors do, and what hand-made frames may. */
function disturb(content: Y.XmlFragment, { below }: { below: (most: number) => number }): void {
  const place = below(content.length + 1);
  const chosen = content.length > 0 ? content.get(Math.min(place, content.length - 1)) : null;
  const words = chosen instanceof Y.XmlElement ? chosen.get(0) : null;
  const edits: (() => void)[] = [
    () => content.insert(place, [paragraph(`ajout ${below(1_000)}`)]),
    () => content.length > 1 && content.delete(Math.min(place, content.length - 1), 1),
    () => chosen instanceof Y.XmlElement && chosen.setAttribute("minutes", String(below(90))),
    () => words instanceof Y.XmlText && words.insert(below(words.length + 1), " mot "),
    () => words instanceof Y.XmlText && words.length > 1 && words.format(0, 1, { bold: true }),
    () => content.insert(place, [block("inconnu", { x: 1 }, "perdu"), block("phase", { minutes: "beaucoup" })]),
  ];
  edits[below(edits.length)]?.();
}
