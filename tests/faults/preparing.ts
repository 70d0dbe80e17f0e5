import { has, type Play, TITLE, UUID } from "./cast";
import { choice, linked, textOf } from "./page";

// From the credits to an open session, each step by the person whose step it is.

export function splitCredits({ pilot }: Play) {
  return pilot.does({
    what: "the split",
    at: "/budget/repartition",
    seen: ({ html }) => !has(html, "preview"),
    intent: "preview",
    fields: () => ({ intent: "publish" }),
    effect: ["select 1 from allocation"],
  });
}

export async function nameReferent({ ctice }: Play) {
  const list = await ctice.opens("/referents");
  const row = list.html.split("<tr").find((one) => textOf(one).includes("Collège des Tilleuls")) ?? "";
  await ctice.does({
    what: "the naming",
    at: linked(row, /^(\/referents\?.+)$/) ?? "",
    look: "/referents",
    seen: ({ html }) => linked(html, new RegExp(`^/missions/(${UUID})`)) !== undefined,
    intent: "name",
    fields: ({ html }) => ({ personId: choice(html, "personId", "Claire Delmas") }),
    effect: ["select 1 from mission where kind = 'FUNCTION' and channel = 'IFIC' and amount_cents = 40000"],
  });
}

async function functionMission({ ctice }: Play): Promise<string> {
  const { html } = await ctice.opens("/referents");
  return `/missions/${linked(html, new RegExp(`^/missions/(${UUID})`))}`;
}

export async function signLetter(play: Play) {
  await play.head.does({
    what: "the signature of the letter",
    at: await functionMission(play),
    seen: ({ html }) => !has(html, "sign"),
    intent: "sign",
    effect: ["select 1 from mission_letter where status = 'SIGNED'"],
  });
}

export async function decideFunction(play: Play) {
  const at = await functionMission(play);
  const councils = [
    ["CONSEIL_PEDAGOGIQUE", "2012-10-02"],
    ["CONSEIL_ADMINISTRATION", "2012-10-09"],
  ] as const;
  for (const [kind, heldOn] of councils)
    await play.head.does({
      what: kind,
      at,
      seen: ({ html }) => !has(html, "council") || !html.includes(`value="${kind}" selected=""`),
      intent: "council",
      fields: () => ({ kind, heldOn }),
      effect: ["select 1 from mission_fact where kind::text = $1", kind],
    });
  await play.head.does({
    what: "the amount proposed",
    at,
    seen: ({ html }) => !has(html, "propose"),
    intent: "propose",
    fields: () => ({ amountCents: "400,00" }),
    effect: ["select 1 from mission_fact where kind = 'PROPOSITION'"],
  });
  await play.rectorat.does({
    what: "the decision of the recteur",
    at,
    seen: ({ html }) => !has(html, "decide"),
    intent: "decide",
    effect: ["select 1 from mission_fact where kind = 'DECISION_RECTEUR'"],
  });
}

export function openChannel({ rectorat }: Play) {
  const year = 'value="2012-2013"';
  return rectorat.does({
    what: "HSE for training",
    at: "/academie/canaux",
    seen: ({ html }) => !has(html, "open", year),
    intent: "open",
    among: year,
    fields: () => ({ reason: "Formations de proximité du plan DUNE, dans l'attente des vacations" }),
    effect: ["select 1 from channel_opening"],
  });
}

export async function entrust({ office }: Play) {
  const { html } = await office.opens("/missions/nouvelle");
  await office.does({
    what: "the training mission",
    at: `/missions/nouvelle?etablissement=${choice(html, "etablissement", "Collège des Tilleuls")}`,
    look: "/missions/nouvelle",
    seen: (list) => textOf(list.html).includes(TITLE),
    intent: "create",
    fields: (form) => ({
      personId: choice(form.html, "personId", "Claire Delmas"),
      schoolYearId: "2012-2013",
      title: TITLE,
      plannedMinutes: "3 h",
    }),
    effect: ["select 1 from mission where kind = 'TRAINING' and channel = 'HSE' and planned_minutes = 180"],
  });
}

export async function createCohort(play: Play) {
  await play.claire.does({
    what: "the session",
    at: "/sessions/nouvelle",
    look: "/sessions",
    seen: ({ html }) => textOf(html).includes(TITLE),
    intent: "create",
    fields: () => ({ title: TITLE }),
    effect: ["select 1 from cohort"],
  });
  play.cohort = linked((await play.claire.opens("/sessions")).html, new RegExp(`^/sessions/(${UUID})$`)) ?? "";
}

export function enrol({ claire, cohort, teachers, ticked }: Play) {
  return claire.does({
    what: "the enrolments",
    at: `/sessions/${cohort}/inscriptions`,
    look: `/sessions/${cohort}`,
    seen: ({ html }) => textOf(html).includes("Amélie Roy"),
    intent: "enrol",
    fields: () => ({ addresses: [...teachers, ...ticked].map(({ email }) => email).join("\n") }),
    effect: ["select 1 from (select count(*) from enrolment where status = 'ENROLLED' having count(*) = 12) as twelve"],
  });
}

export async function plan(play: Play) {
  const page = `/sessions/${play.cohort}`;
  const seance = new RegExp(`^/seances/(${UUID})`);
  await play.claire.does({
    what: "the séance",
    at: `${page}/seances/nouvelle`,
    look: page,
    seen: ({ html }) => linked(html, seance) !== undefined,
    intent: "plan",
    fields: ({ html }) => ({
      title: "Produire une séquence avec le TNI",
      date: "2012-10-17",
      startTime: "14:00",
      endTime: "17:00",
      room: "Salle 104, bâtiment B",
      deputyId: choice(html, "deputyId", "Yann Kermarec"),
    }),
    effect: ["select 1 from seance"],
  });
  play.seance = linked((await play.claire.opens(page)).html, seance) ?? "";
}

export function openWithMoney({ claire, cohort }: Play) {
  return claire.does({
    what: "the opening",
    at: `/sessions/${cohort}/ouvrir`,
    seen: ({ html }) => !has(html, "open"),
    intent: "open",
    effect: ["select 1 from cohort where status = 'OPEN'"],
  });
}

export function makeTeams({ claire, cohort }: Play) {
  return claire.does({
    what: "the teams",
    at: `/sessions/${cohort}/equipes`,
    seen: ({ html }) => textOf(html).includes("Amélie Roy"),
    intent: "makeTeams",
    fields: () => ({ size: "3" }),
    effect: ["select 1 from (select count(*) from team having count(*) = 4) as four"],
  });
}
