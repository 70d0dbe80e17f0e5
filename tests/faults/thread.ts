import type { Answer } from "../support/visitor";
import type { Chance } from "./chance";
import { choice, formOf, linked, textOf } from "./page";
import { type Effect, Person } from "./person";
import { Writer } from "./writer";

/** One run of the thread: who plays, what was asked for and acknowledged, what was written. */
export type Story = {
  effects: Effect[];
  writers: Writer[];
  scenarioId: string;
};

export type Step = { name: string; play: () => Promise<unknown> };

const UUID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const TITLE = "Enseigner avec le TNI";
const signing = [
  "Amélie Roy",
  "Florence Guérin",
  "David Lemoine",
  "Inès Caron",
  "Antoine Pélissier",
  "Sophie Legrand",
  "Karim Benali",
  "Hélène Marchand",
  "Marc Aubry",
  "Julien Morvan",
];
const ticked = ["Thomas Vasseur", "Nadia Saïdi"];

/** The thread from the split of the credits to the attestations, as people drive it: by forms and by sockets. */
export function thread(origin: string, { next, below }: Chance): { story: Story; steps: Step[] } {
  const story: Story = { effects: [], writers: [], scenarioId: "" };
  const person = (name: string) => new Person(origin, name, story.effects);
  const pilot = person("Hélène Dupré-Nation");
  const ctice = person("Mathieu Vasselin");
  const rectorat = person("Agnès Lorcy");
  const office = person("Didier Hascoët");
  const head = person("Bernard Castel");
  const claire = person("Claire Delmas");
  const teachers = signing.map(person);
  const closesEarly = next() < 0.5;
  let [cohort, seance] = ["", ""];

  const steps: Step[] = [
    {
      name: "sign in",
      play: () => Promise.all([pilot, ctice, rectorat, office, head, claire].map((one) => one.signsIn())),
    },
    {
      name: "split the credits",
      play: () =>
        pilot.does({
          what: "the split",
          at: "/budget/repartition",
          seen: ({ html }) => !has(html, "preview"),
          intent: "preview",
          fields: () => ({ intent: "publish" }),
          effect: ["select 1 from allocation"],
        }),
    },
    { name: "name the référente", play: nameReferent },
    { name: "sign the letter", play: signLetter },
    { name: "decide the function", play: decideFunction },
    { name: "open the channel", play: openChannel },
    { name: "entrust the training", play: entrust },
    { name: "create the session", play: createCohort },
    { name: "enrol twelve teachers", play: enrol },
    { name: "plan the séance", play: plan },
    {
      name: "open with money",
      play: () =>
        claire.does({
          what: "the opening",
          at: `/sessions/${cohort}/ouvrir`,
          seen: ({ html }) => !has(html, "open"),
          intent: "open",
          effect: ["select 1 from cohort where status = 'OPEN'"],
        }),
    },
    { name: "make teams", play: makeTeams },
    { name: "write together", play: write },
    { name: "go to the séance", play: () => moves("seance", (bar) => bar.includes("17 octobre")) },
    { name: "sign and tick", play: () => Promise.all([...teachers.map(signs), ticks()]) },
    ...(closesEarly ? [closing(), ending()] : [ending(), closing()]),
    { name: "certify the service", play: certify },
    { name: "go to 2 November", play: () => moves("date", (bar) => bar.includes("2 novembre")) },
    { name: "decide the statement", play: decide },
    { name: "export the statement", play: exportStatement },
    { name: "issue the certificates", play: certificates },
    { name: "read what was made", play: read },
    { name: "close the text", play: () => Promise.all(story.writers.map((writer) => writer.stops())) },
  ];
  return { story, steps };

  async function nameReferent() {
    const list = await ctice.opens("/referents");
    const row = list.html.split("<tr").find((one) => textOf(one).includes("Collège des Tilleuls")) ?? "";
    const at = linked(row, /^(\/referents\?.+)$/) ?? "";
    await ctice.does({
      what: "the naming",
      at,
      look: "/referents",
      seen: ({ html }) => linked(html, new RegExp(`^/missions/(${UUID})`)) !== undefined,
      intent: "name",
      fields: ({ html }) => ({ personId: choice(html, "personId", "Claire Delmas") }),
      effect: ["select 1 from mission where kind = 'FUNCTION' and channel = 'IFIC' and amount_cents = 40000"],
    });
  }

  async function functionMission(): Promise<string> {
    const { html } = await ctice.opens("/referents");
    return `/missions/${linked(html, new RegExp(`^/missions/(${UUID})`))}`;
  }

  async function signLetter() {
    await head.does({
      what: "the signature of the letter",
      at: await functionMission(),
      seen: ({ html }) => !has(html, "sign"),
      intent: "sign",
      effect: ["select 1 from mission_letter where status = 'SIGNED'"],
    });
  }

  async function decideFunction() {
    const at = await functionMission();
    const councils = [
      ["CONSEIL_PEDAGOGIQUE", "2012-10-02"],
      ["CONSEIL_ADMINISTRATION", "2012-10-09"],
    ] as const;
    for (const [kind, heldOn] of councils)
      await head.does({
        what: kind,
        at,
        seen: ({ html }) => !has(html, "council") || !html.includes(`value="${kind}" selected=""`),
        intent: "council",
        fields: () => ({ kind, heldOn }),
        effect: ["select 1 from mission_fact where kind::text = $1", kind],
      });
    await rectorat.does({
      what: "the decision of the recteur",
      at,
      seen: ({ html }) => !has(html, "decide"),
      intent: "decide",
      effect: ["select 1 from mission_fact where kind = 'DECISION_RECTEUR'"],
    });
  }

  function openChannel() {
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

  async function entrust() {
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

  async function createCohort() {
    await claire.does({
      what: "the session",
      at: "/sessions/nouvelle",
      look: "/sessions",
      seen: ({ html }) => textOf(html).includes(TITLE),
      intent: "create",
      fields: () => ({ title: TITLE }),
      effect: ["select 1 from cohort"],
    });
    cohort = linked((await claire.opens("/sessions")).html, new RegExp(`^/sessions/(${UUID})$`)) ?? "";
  }

  function enrol() {
    const addresses = [...teachers, ...ticked.map(person)].map(({ email }) => email);
    return claire.does({
      what: "the enrolments",
      at: `/sessions/${cohort}/inscriptions`,
      look: `/sessions/${cohort}`,
      seen: ({ html }) => textOf(html).includes("Amélie Roy"),
      intent: "enrol",
      fields: () => ({ addresses: addresses.join("\n") }),
      effect: [
        "select 1 from (select count(*) from enrolment where status = 'ENROLLED' having count(*) = 12) as twelve",
      ],
    });
  }

  async function plan() {
    await claire.does({
      what: "the séance",
      at: `/sessions/${cohort}/seances/nouvelle`,
      look: `/sessions/${cohort}`,
      seen: ({ html }) => linked(html, new RegExp(`^/seances/(${UUID})`)) !== undefined,
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
    seance = linked((await claire.opens(`/sessions/${cohort}`)).html, new RegExp(`^/seances/(${UUID})`)) ?? "";
  }

  function makeTeams() {
    return claire.does({
      what: "the teams",
      at: `/sessions/${cohort}/equipes`,
      seen: ({ html }) => /<li>[^<]*(<!-- -->)?[^<]*Amélie Roy/.test(html) || textOf(html).includes("Amélie Roy"),
      intent: "makeTeams",
      fields: () => ({ size: "3" }),
      effect: ["select 1 from (select count(*) from team having count(*) = 4) as four"],
    });
  }

  /** Two members of one team start a scenario, and write in it until the end of the thread. */
  async function write() {
    const teams = await claire.opens(`/sessions/${cohort}/equipes`);
    const team = [...teams.html.matchAll(/<li>(.*?)<\/li>/gs)]
      .map(([, text = ""]) => teachers.filter(({ name }) => textOf(text).includes(name)))
      .find((members) => members.length >= 2);
    const [first, second] = team ?? [];
    if (!first || !second) throw new Error("no team of two who will sign");
    await Promise.all([first.signsIn(), second.signsIn()]);
    await first.does({
      what: "the scenario",
      at: "/scenarios",
      seen: ({ html }) => linked(html, new RegExp(`^/scenarios/(${UUID})$`)) !== undefined,
      intent: "create",
      fields: ({ html }) => ({ where: choice(html, "where", "quipe"), title: "Lire un graphique au tableur" }),
      effect: ["select 1 from scenario"],
    });
    story.scenarioId = linked((await first.opens("/scenarios")).html, new RegExp(`^/scenarios/(${UUID})$`)) ?? "";
    const keepsTab = next() < 0.5;
    for (const [index, teacher] of [first, second].entries()) {
      const transports: ("polling" | "websocket")[] = below(3) === 0 ? ["polling"] : ["websocket"];
      const habits = { keepsTab, transports, paceMs: 40 };
      const writer = new Writer(teacher, story.scenarioId, index === 0 ? "a" : "b", habits);
      story.writers.push(writer);
      writer.starts();
    }
  }

  function moves(intent: string, there: (bar: string) => boolean) {
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

  async function signs(teacher: Person) {
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
      effect: [
        `select 1 from presence p join enrolment e on e.id = p.enrolment_id
         where e.email = $1 and p.sign = 1 and p.proof in ('CODE', 'QR')`,
        teacher.email,
      ],
    });
  }

  async function ticks() {
    for (const name of ticked)
      await claire.does({
        what: `the tick of ${name}`,
        at: `/seances/${seance}/feuille`,
        seen: ({ html }) => has(html, "untick", name),
        intent: "tick",
        among: name,
        fields: () => ({ reason: "Téléphone déchargé, présence constatée" }),
        effect: [
          `select 1 from presence p join enrolment e on e.id = p.enrolment_id
           where e.email = $1 and p.sign = 1 and p.proof = 'TICK'`,
          person(name).email,
        ],
      });
  }

  function closing(): Step {
    const play = () =>
      claire.does({
        what: "the closing",
        at: `/seances/${seance}/feuille`,
        seen: ({ html }) => linked(html, /^(\/seances\/.+\/corrections)$/) !== undefined,
        intent: "close",
        effect: ["select 1 from attendance_sheet where status = 'SEALED' and declared = 12"],
      });
    return { name: "close the sheet", play };
  }

  function ending(): Step {
    const past = (bar: string) => Number(/(\d+) ?h/.exec(bar)?.[1]) >= 17;
    return { name: "go to the end of the séance", play: () => moves("finSeance", past) };
  }

  async function certify() {
    await head.waitsFor("/heures/certifier", ({ html }) => has(html, "certify"));
    await head.does({
      what: "the certification",
      at: "/heures/certifier",
      seen: ({ html }) => !has(html, "certify"),
      intent: "certify",
      effect: ["select 1 from certification where decision = 'CERTIFIED'"],
    });
  }

  async function statement(): Promise<string> {
    return rectorat.waitsFor("/etats", ({ html }) => linked(html, new RegExp(`^(/etats/${UUID})$`)));
  }

  async function decide() {
    await rectorat.does({
      what: "the decision of the statement",
      at: await statement(),
      seen: ({ html }) => !has(html, "decide"),
      intent: "decide",
      effect: ["select 1 from statement_event where status = 'DECIDED'"],
    });
  }

  async function exportStatement() {
    await rectorat.does({
      what: "the export of the statement",
      at: await statement(),
      seen: ({ html }) => !has(html, "export"),
      intent: "export",
      effect: ["select 1 from statement_event where status = 'EXPORTED'"],
    });
  }

  function certificates() {
    return claire.does({
      what: "the certificates",
      at: `/sessions/${cohort}/attestations`,
      look: `/sessions/${cohort}/attestations`,
      seen: ({ html }) => linked(html, /^(\/verification\/.+)$/) !== undefined,
      intent: "issue",
      effect: ["select 1 from audit_event where action = 'certificate.issue'"],
    });
  }

  /** Nothing is written here: a death meanwhile takes nothing away. */
  async function read() {
    const [teacher] = teachers;
    if (!teacher) return;
    const mine = await teacher.opens("/attestations");
    const pdf = linked(mine.html, /^(\/attestations\/.+\.pdf)$/);
    const proof = linked(mine.html, /(\/verification\/[\w-]{22})/);
    if (pdf) await teacher.opens(pdf);
    if (proof) await person("Personne").opens(proof);
    await Promise.all([head.opens("/heures"), ctice.opens("/budget"), statement().then((at) => rectorat.opens(at))]);
  }
}

function has(html: string, intent: string, among = ""): boolean {
  try {
    return formOf(html, intent, among) !== null;
  } catch {
    return false;
  }
}
