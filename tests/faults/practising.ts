import type { Answer } from "../support/visitor";
import { has, type Play, type Step, UUID } from "./cast";
import { choice, linked, textOf } from "./page";
import type { Person } from "./person";
import { Writer } from "./writer";

// The séance, the text written meanwhile, the clock.

/** Two members of one team start a scenario, and write in it until the end of the thread. */
export async function write(play: Play) {
  const { claire, cohort, teachers, drawn } = play;
  const teams = await claire.opens(`/sessions/${cohort}/equipes`);
  const team = [...teams.html.matchAll(/<li>(.*?)<\/li>/gs)]
    .map(([, text = ""]) => teachers.filter(({ name }) => textOf(text).includes(name)))
    .find((members) => members.length >= 2);
  const [first, second] = team ?? [];
  if (!first || !second) throw new Error("no team of two who will sign");
  await Promise.all([first.signsIn(), second.signsIn()]);
  const scenario = new RegExp(`^/scenarios/(${UUID})$`);
  await first.does({
    what: "the scenario",
    at: "/scenarios",
    seen: ({ html }) => linked(html, scenario) !== undefined,
    intent: "create",
    fields: ({ html }) => ({ where: choice(html, "where", "quipe"), title: "Lire un graphique au tableur" }),
    effect: ["select 1 from scenario"],
  });
  play.scenarioId = linked((await first.opens("/scenarios")).html, scenario) ?? "";
  const keepsTab = drawn.next() < 0.5;
  for (const [index, teacher] of [first, second].entries()) {
    const transports: ("polling" | "websocket")[] = drawn.below(3) === 0 ? ["polling"] : ["websocket"];
    const habits = { keepsTab, transports, paceMs: 40 };
    const writer = new Writer(teacher, play.scenarioId, index === 0 ? "a" : "b", habits);
    play.writers.push(writer);
    writer.starts();
  }
}

/** A week goes by: the convocations have arrived, or the clock of the demonstration would run past them. */
export async function goToSeance(play: Play) {
  const reader = play.teachers.find(({ isSignedIn }) => isSignedIn);
  await reader?.waitsFor("/messages", ({ html }) => textOf(html).includes("Convocation"));
  await moves(play, "seance", (bar) => bar.includes("17 octobre"));
}

/** Moves business time by the bar of the demonstration, which says where it stands. */
export function moves({ claire }: Play, intent: string, there: (bar: string) => boolean) {
  const bar = ({ html }: Answer) => textOf(/<section class="ep-demo".*?<\/strong>/s.exec(html)?.[0] ?? "");
  return claire.does({
    what: `the move of the clock (${intent})`,
    at: "/",
    to: "/demonstration",
    seen: (page) => there(bar(page)),
    intent,
    fields: () => ({ intent }),
  });
}

export function signAndTick(play: Play) {
  return Promise.all([...play.teachers.map((teacher) => signs(play, teacher)), ticks(play)]);
}

async function signs({ claire, seance }: Play, teacher: Person) {
  const receipt = await teacher.until("a receipt", async () => {
    const { shown } = JSON.parse((await claire.opens(`/seances/${seance}/code`)).html) as { shown: { code: string } };
    await teacher.opens("/e");
    const answer = await teacher.browser.submit("/e", { intent: "receive", code: shown.code });
    return new RegExp(`/emarger/(${UUID})`).exec(answer.headers.get("location") ?? "")?.[1] ?? null;
  });
  // Who writes is signed in already: a second sign-in would end the session of the open text.
  if (!teacher.isSignedIn) await teacher.signsIn(`/emarger/${receipt}`);
  await teacher.does({
    what: "the signature",
    at: `/emarger/${receipt}`,
    look: `/emarger/${receipt}/fait`,
    seen: ({ url }) => url.endsWith("/fait"),
    intent: "sign",
    effect: [lineOf("p.proof in ('CODE', 'QR')"), teacher.email],
  });
}

const lineOf = (proof: string) =>
  `select 1 from presence p join enrolment e on e.id = p.enrolment_id where e.email = $1 and p.sign = 1 and ${proof}`;

async function ticks({ claire, seance, ticked }: Play) {
  for (const { name, email } of ticked)
    await claire.does({
      what: `the tick of ${name}`,
      at: `/seances/${seance}/feuille`,
      seen: ({ html }) => has(html, "untick", name),
      intent: "tick",
      among: name,
      fields: () => ({ reason: "Téléphone déchargé, présence constatée" }),
      effect: [lineOf("p.proof = 'TICK'"), email],
    });
}

/** She closes before the end of the séance, whose hours the clock's tick will book; or after it, and sealing books them. */
export function closeAndEnd(play: Play): Step[] {
  const { claire } = play;
  const close = {
    name: "close the sheet",
    play: () =>
      claire.does({
        what: "the closing",
        at: `/seances/${play.seance}/feuille`,
        seen: ({ html }) => linked(html, /^(\/seances\/.+\/corrections)$/) !== undefined,
        intent: "close",
        effect: ["select 1 from attendance_sheet where status = 'SEALED' and declared = 12"],
      }),
  };
  const past = (bar: string) => Number(/(\d+) ?h/.exec(bar)?.[1]) >= 17;
  const end = { name: "go to the end of the séance", play: () => moves(play, "finSeance", past) };
  return play.drawn.next() < 0.5 ? [close, end] : [end, close];
}
