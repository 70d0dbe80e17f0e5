import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Cast, Someone } from "../people";
import type { Addresses } from "./cohort";
import { commentTogether, decideTogether } from "./suggesting";

const text = (page: Page) => page.locator(".ep-text");
const state = (page: Page) => page.locator("[data-save]");

/** Two of a team write at the same time, one behind a proxy that refuses WebSocket; the web process is killed meanwhile. */
export async function writeTogether(cast: Cast, { cohort }: Addresses): Promise<void> {
  const claire = await cast.live("claire.delmas");
  await claire.open("/scenarios");
  await claire.choose("where", "Équipe 1");
  await claire.fill({ title: "Lire et construire un graphique au tableur" });
  await claire.press("Commencer");
  await expect(claire.page).toHaveURL(/scenarios\/.+/);
  const scenario = new URL(claire.page.url()).pathname;
  const [first = "", second = "", third = ""] = await membersOf(claire, cohort, "Équipe 1");

  const anne = await cast.live(first);
  const paul = await cast.live(second);
  const refused: string[] = [];
  await paul.page.routeWebSocket(/temps-reel/, (socket) => {
    refused.push(socket.url());
    void socket.close({ code: 1001, reason: "refused by the proxy" });
  });
  await Promise.all([anne.page.goto(scenario), paul.page.goto(scenario)]);
  for (const { page } of [anne, paul]) await expect(state(page)).toHaveAttribute("data-save", "saved");

  await text(anne.page).locator("p").last().click();
  await anne.page.keyboard.type("Projeter le relevé des températures. ");
  await text(paul.page).locator("p").last().click();
  await paul.page.keyboard.press("Control+End");
  await paul.page.keyboard.type("Noter les réponses sans trancher. ");
  await bothRead(anne, paul, ["Projeter le relevé des températures.", "Noter les réponses sans trancher."]);
  // Each sees the other's caret with their name.
  for (const { page } of [anne, paul]) await expect(page.locator(".collaboration-carets__label")).toHaveCount(1);
  expect(refused.length, "WebSocket was tried and refused").toBeGreaterThan(0);
  await addPhase(anne, paul);

  await decideTogether(anne, paul);
  await commentTogether(anne, paul);

  const killed = killWeb();
  await paul.page.keyboard.type("Écrit pendant la coupure. ");
  await expect(state(paul.page)).not.toHaveAttribute("data-save", "saved");
  await bothRead(anne, paul, ["Écrit pendant la coupure."]);
  expect(webPid()).not.toBe(killed);
  await anne.looks();
  await readWithoutScript(cast, scenario, third);
}

/** A phase with its minutes: they add up at the foot of both pages. */
async function addPhase(anne: Someone, paul: Someone) {
  await anne.page.getByRole("button", { name: /Phase/ }).last().click();
  const phase = anne.page.locator(".ep-phase").last();
  await phase.getByLabel("Titre de la phase").fill("Entrée en activité");
  await phase.getByLabel(/Durée de la phase/).fill("8");
  await phase.getByLabel(/Durée de la phase/).press("Tab");
  await expect(paul.page.locator("main")).toContainText(/8\s*min/);
  await expect(state(anne.page)).toHaveAttribute("data-save", "saved");
}

async function bothRead(anne: Someone, paul: Someone, sentences: string[]) {
  for (const { page } of [anne, paul]) {
    for (const sentence of sentences) await expect(text(page)).toContainText(sentence, { timeout: 30_000 });
    await expect(state(page)).toHaveAttribute("data-save", "saved", { timeout: 30_000 });
    await expect(state(page)).toContainText("Enregistré");
  }
}

/** What was acknowledged is in the database: somebody else of the team reads it without JavaScript. */
async function readWithoutScript(cast: Cast, scenario: string, reader: string) {
  const someone = await cast.plain(reader);
  await someone.open(scenario);
  await someone.sees("Projeter le relevé des températures.");
  await someone.sees("Noter les réponses sans trancher.");
  await someone.sees("Écrit pendant la coupure.");
  await someone.sees("Entrée en activité");
}

/** The local parts of the addresses of a team's members, as the référente sees them. */
async function membersOf(claire: Someone, cohort: string, team: string): Promise<string[]> {
  await claire.open(cohort);
  const rows = await claire.page.getByRole("row", { name: new RegExp(team) }).allInnerTexts();
  return rows.flatMap((row) => /([a-z.-]+)@demo/.exec(row)?.[1] ?? []);
}

/** The web process the launcher has noted, and starts again when it dies. */
function webPid(): number {
  const note = readFileSync(join(process.env.E2E_DATA_DIR ?? "", "running.json"), "utf8");
  const { children } = JSON.parse(note) as { children: { name: string; pid: number }[] };
  return children.find(({ name }) => name === "web")?.pid ?? 0;
}

function killWeb(): number {
  const pid = webPid();
  process.kill(pid, "SIGKILL");
  return pid;
}
