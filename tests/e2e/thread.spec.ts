import { copyFileSync, mkdirSync } from "node:fs";
import { type Browser, expect, test } from "@playwright/test";
import { readCode, scan, signsByCode, signsByPhone } from "./attendance";
import { moveOn, Someone } from "./people";
import { readsWithoutScript, writeTogether } from "./writing";

// One hour, one thread: from the nation's credits to the attestation, each step by the right person at their own
// browser. Steps 1, 2, 3, 7 and 8 are done without JavaScript; their screens are looked at with it.

const plain = { javaScript: false };
const twelve = [
  "yann.kermarec",
  "amelie.roy",
  "florence.guerin",
  "david.lemoine",
  "ines.caron",
  "antoine.pelissier",
  "sophie.legrand",
  "karim.benali",
  "helene.marchand",
  "marc.aubry",
  "julien.morvan",
  "thomas.vasseur",
];
const deputy = "Nadia Saïdi";

const title = "Enseigner avec le TNI, groupe 1";
const seanceTitle = "Produire une séquence avec le TNI";

test.describe.configure({ mode: "serial" });

/** The addresses of the story, found as its people find them. */
async function whereIs(browser: Browser) {
  const claire = await Someone.signsIn(browser, "claire.delmas", plain);
  await claire.open("/sessions");
  const cohort = await claire.linkTo(title);
  await claire.open(cohort);
  const seance = await claire.linkTo(seanceTitle);
  await claire.leaves();
  return { cohort, seance };
}

test("1. the nation splits the credits, the CTICE sees what they cannot pay", async ({ browser }) => {
  const pilot = await Someone.signsIn(browser, "helene.dupre-nation", plain);
  await pilot.open("/budget/repartition");
  await pilot.sees("clé provisoire");
  await pilot.fill({ totalCents: "3 760 000,00", p140: "752 000,00", p141: "2 256 000,00", p139: "752 000,01" });
  await pilot.press("Calculer la répartition");
  await pilot.sees("BUD-04");
  await pilot.fill({ p139: "752 000,00" });
  await pilot.press("Calculer la répartition");
  await pilot.sees("26 849,42");
  await pilot.press("Publier la répartition");
  await pilot.sees("La répartition est publiée");

  const ctice = await Someone.signsIn(browser, "mathieu.vasselin");
  await ctice.open("/budget");
  for (const amount of ["26 849,42", "80 548,25", "76 084,97"]) await ctice.sees(amount);
  await ctice.sees("Ces crédits sont hors titre 2 : ils ne peuvent payer aucun formateur");
  await ctice.sees("fictif");
  await ctice.checks("1-budget");
  const nation = await Someone.signsIn(browser, "helene.dupre-nation");
  await nation.open("/budget");
  await nation.checks("1-nation");
  await nation.open("/budget/repartition");
  await nation.sees("Elle ne se publie qu'une fois");
  await nation.checks("1-repartition");
});

test("2. a référente is named, her letter signed; the IFIC waits, the HSE are opened, a training is entrusted", async ({
  browser,
}) => {
  const ctice = await Someone.signsIn(browser, "mathieu.vasselin", plain);
  await ctice.open("/referents");
  await ctice.follow(/Nommer un référent : Collège des Tilleuls/);
  await ctice.choose("personId", "Claire Delmas");
  await ctice.press("Nommer et émettre la lettre de mission");
  await ctice.sees("Référent nommé");
  const look = await Someone.signsIn(browser, "mathieu.vasselin");
  await look.open("/referents");
  await look.checks("2-referents");

  const head = await Someone.signsIn(browser, "bernard.castel", plain);
  await head.open("/");
  await head.follow(/Lettre de mission à signer/);
  const m1 = new URL(head.page.url()).pathname;
  await head.press("Signer la lettre de mission");
  await head.sees("La lettre de mission est signée");
  await head.sees("EVD-04");
  await head.sees("PAY-06");
  const letter = await head.context.request.get(`${m1}/lettre.pdf`);
  expect(letter.status()).toBe(200);
  expect((await letter.body()).subarray(0, 5).toString()).toBe("%PDF-");

  const rectorat = await Someone.signsIn(browser, "agnes.lorcy", plain);
  await rectorat.open("/academie/canaux");
  await rectorat.page
    .locator('main form:has-text("2012-2013") [name="reason"]')
    .first()
    .fill("Formations de proximité, dans l'attente des vacations");
  await rectorat.press(/Ouvrir les HSE pour formation en 2012-2013/);
  await rectorat.sees("La décision est enregistrée");

  const office = await Someone.signsIn(browser, "didier.hascoet", plain);
  await office.open("/missions/nouvelle");
  await office.choose("etablissement", "Collège des Tilleuls");
  await office.press("Choisir la personne");
  await office.sees("La vacation");
  await office.choose("personId", "Claire Delmas");
  await office.fill({ title: "Enseigner avec le TNI", plannedMinutes: "3 h 00" });
  await office.press("Confier la mission");
  await office.sees("La mission est créée");

  const shown = await Someone.signsIn(browser, "bernard.castel");
  await shown.open(m1);
  await shown.checks("2-mission");
  const looking = await Someone.signsIn(browser, "agnes.lorcy");
  await looking.open("/academie/canaux");
  await looking.checks("2-canaux");
});

test("3. she opens a cohort of twelve with its séance and its money", async ({ browser }) => {
  const claire = await Someone.signsIn(browser, "claire.delmas", plain);
  await claire.open("/sessions/nouvelle");
  await claire.choose("placeId", "Collège des Tilleuls");
  await claire.choose("schoolYearId", "2012-2013");
  await claire.fill({ title });
  await claire.press("Préparer la session");
  const cohort = new URL(claire.page.url()).pathname;

  await claire.open(`${cohort}/inscriptions`);
  await claire.fill({ addresses: twelve.map((local) => `${local}@demo.entrepairs.example`).join("\n") });
  await claire.press("Inscrire");
  await claire.open(`${cohort}/ouvrir`);
  await claire.sees("Il manque encore");

  await claire.open(`${cohort}/seances/nouvelle`);
  await claire.choose("stageId", "Production");
  await claire.choose("deputyId", deputy);
  await claire.fill({
    title: seanceTitle,
    date: "2013-10-17",
    startTime: "14:00",
    endTime: "17:00",
    room: "Salle 104",
  });
  await claire.press("Planifier la séance");
  await claire.sees(/année scolaire/i);
  await claire.fill({ date: "2012-10-17" });
  await claire.press("Planifier la séance");
  await claire.open(cohort);
  await claire.sees("12 stagiaires");

  // HSE on the phase-2 credits, reprography on the HSE allotment, nothing at all: refused, each with its reason.
  await claire.open(`${cohort}/ouvrir`);
  const options = await claire.page
    .locator('[name="hseEnvelopeId"] option')
    .evaluateAll((all) =>
      all.map((one) => ({ value: (one as HTMLOptionElement).value, label: one.textContent ?? "" })),
    );
  const hse = options.find(({ label }) => /HSE de l.établissement/.test(label))?.value ?? "";
  const phase2 = options.find(({ label }) => /phase 2, P141/.test(label))?.value ?? "";
  await claire.fill({ hseEnvelopeId: phase2, reprographyEnvelopeId: phase2, reprographyCents: "45,00" });
  await claire.press("Engager les crédits et ouvrir la session");
  await claire.sees("BUD-01");
  await claire.fill({ hseEnvelopeId: hse, reprographyEnvelopeId: hse, reprographyCents: "45,00" });
  await claire.press("Engager les crédits et ouvrir la session");
  await claire.sees("BUD-01");
  await claire.fill({ hseEnvelopeId: hse, reprographyEnvelopeId: phase2, reprographyCents: "0" });
  await claire.press("Engager les crédits et ouvrir la session");
  await claire.sees("Indiquez le montant de la reprographie");
  await claire.fill({ hseEnvelopeId: hse, reprographyEnvelopeId: phase2, reprographyCents: "45,00" });
  await claire.press("Engager les crédits et ouvrir la session");
  await claire.sees("La session est ouverte et ses crédits sont engagés");

  await claire.open(`${cohort}/equipes`);
  await claire.fill({ size: "3" });
  await claire.press("Répartir");

  const look = await Someone.signsIn(browser, "claire.delmas");
  for (const [path, name] of [
    ["", "3-session"],
    ["/inscriptions", "3-inscriptions"],
    ["/seances/nouvelle", "3-seance"],
  ] as const) {
    await look.open(`${cohort}${path}`);
    await look.checks(name);
  }
  const ctice = await Someone.signsIn(browser, "mathieu.vasselin");
  await ctice.open("/budget");
  await ctice.sees("45,00");
});

test("4. at the séance ten sign on their phone, two are ticked, she closes", async ({ browser }) => {
  const { seance } = await whereIs(browser);
  const claire = await Someone.signsIn(browser, "claire.delmas");
  await claire.open(`${seance}/emargement`);
  await expect(claire.page.locator(".ep-attendance-code__signs")).toHaveCount(0);
  await claire.open("/");
  await moveOn(claire, /Aller à la séance/);
  await claire.open("/");
  await expect(claire.page.locator("h1")).toContainText(/17\soctobre\s2012/);
  await claire.checks("4-aujourdhui");
  mkdirSync("docs/images", { recursive: true });
  if (process.env.E2E_PICTURE) copyFileSync("test-results/screens/4-aujourdhui-1366.png", "docs/images/aujourdhui.png");
  await claire.follow("Ouvrir l'émargement".replace("'", "’"));
  await expect(claire.page.locator(".ep-attendance-code__signs")).toBeVisible();
  await claire.checks("4-projection");

  // A stranger to the cohort shows the same fresh code: nothing is recorded for them.
  const stranger = await Someone.signsIn(browser, "lucie.hamon", { phone: true });
  await stranger.open(await scan(claire));
  await expect(stranger.page.getByRole("button", { name: "Je signe ma présence" })).toHaveCount(0);

  const [first, ...others] = twelve.slice(0, 10);
  await signsByPhone(browser, claire, first ?? "", { check: true });
  await Promise.all(others.slice(0, 4).map((local) => signsByPhone(browser, claire, local)));
  await Promise.all(others.slice(4, 7).map((local) => signsByPhone(browser, claire, local)));
  for (const local of others.slice(7)) await signsByCode(browser, claire, local);
  await expect(claire.page.locator(".ep-big-count strong")).toHaveText("10", { timeout: 20_000 });

  // A code that no séance shows is refused in words, and nothing is recorded.
  const late = await Someone.signsIn(browser, "julien.morvan", { phone: true });
  await late.open("/e");
  await late.fill({ code: (await readCode(claire)) === "AAAAAA" ? "BBBBBB" : "AAAAAA" });
  await late.press("Continuer");
  await late.sees(/n.a pas été enregistrée/);

  await claire.open(`${seance}/feuille?papier=1`);
  await claire.sees("Signature de la personne");
  await claire.open(`${seance}/feuille`);
  await claire.checks("4-feuille");
  for (const name of ["Morvan Julien", "Vasseur Thomas"]) {
    const row = claire.page.getByRole("row", { name: new RegExp(name) });
    await row.locator("summary").click();
    await row.locator('[name="reason"]').fill("Téléphone déchargé, présence constatée");
    await row.getByRole("button", { name: /Pointer présent/ }).click();
    await claire.sees("La présence est enregistrée");
  }
  await claire.press("Clore la feuille");
  await claire.sees("12 présents");
  await claire.checks("4-close");
});

test("5. two teachers of a team write at once, one without WebSocket; what is saved is read by the third", async ({
  browser,
}) => {
  const { cohort } = await whereIs(browser);
  const claire = await Someone.signsIn(browser, "claire.delmas");
  await claire.open("/scenarios");
  await claire.choose("where", "Équipe 1");
  await claire.fill({ title: "Lire et construire un graphique au tableur" });
  await claire.press("Commencer");
  await expect(claire.page).toHaveURL(/scenarios\/.+/);
  const scenario = new URL(claire.page.url()).pathname;
  const team = await membersOf(claire, cohort, "Équipe 1");
  const [first = "", second = "", third = ""] = team;
  await writeTogether(browser, scenario, [first, second]);
  await readsWithoutScript(browser, scenario, third);
});

/** The local parts of the addresses of a team's members, as the référente sees them. */
async function membersOf(claire: Someone, cohort: string, team: string): Promise<string[]> {
  await claire.open(cohort);
  const rows = await claire.page.getByRole("row", { name: new RegExp(team) }).allInnerTexts();
  return rows.flatMap((text) => /([a-z.-]+)@demo/.exec(text)?.[1] ?? []);
}

test("6. once the planned end is past, the hours are booked, once", async ({ browser }) => {
  const claire = await Someone.signsIn(browser, "claire.delmas");
  await claire.open("/heures");
  await claire.sees("Aucune heure comptée");
  await moveOn(claire, /Aller à la fin de la séance/);
  await expect(async () => {
    await claire.open("/heures");
    await claire.sees("3 h 00");
  }).toPass({ timeout: 60_000 });
  await claire.checks("6-heures");
});

test("7. the head certifies, the month is drafted, the rectorat decides and exports", async ({ browser }) => {
  const head = await Someone.signsIn(browser, "bernard.castel", plain);
  await head.open("/");
  await head.follow(/service.? à certifier/);
  await head.press(/^Certifier/);
  await head.sees(/certifi/);
  await moveOn(head, /Aller au 2 novembre/);

  const rectorat = await Someone.signsIn(browser, "agnes.lorcy", plain);
  await expect(async () => {
    await rectorat.open("/");
    await rectorat.follow(/État liquidatif à décider/);
  }).toPass({ timeout: 60_000 });
  await rectorat.sees("112,08");
  await rectorat.press(/^Décider/);
  await rectorat.press(/^Exporter/);
  const statement = new URL(rectorat.page.url()).pathname;
  for (const [file, start] of [
    ["pdf", "%PDF-"],
    ["csv", "\uFEFF"],
  ] as const) {
    const answer = await rectorat.context.request.get(`${statement}.${file}`);
    expect(answer.status()).toBe(200);
    expect((await answer.body()).toString("utf8").startsWith(start), file).toBe(true);
  }
  const look = await Someone.signsIn(browser, "agnes.lorcy");
  await look.open(statement);
  await look.checks("7-etat");
  await look.page
    .locator("main")
    .getByRole("link", { name: /112,08/ })
    .first()
    .click();
  await look.sees("37,36");
  await look.sees(/Feuille close/);
  await look.checks("7-origine");
  // The function of référente still waits for the councils and the decision: it is in no statement.
  await head.open("/");
  await head.sees("Dates des conseils à saisir");
});

test("8. each teacher gets an attestation that anybody can verify", async ({ browser }) => {
  const { cohort } = await whereIs(browser);
  const claire = await Someone.signsIn(browser, "claire.delmas", plain);
  await claire.open(`${cohort}/attestations`);
  await claire.press("Établir les attestations");
  await claire.sees("12 attestations établies");

  const amelie = await Someone.signsIn(browser, "amelie.roy", plain);
  await amelie.open("/attestations");
  const pdf = await amelie.page
    .getByRole("link", { name: /Télécharger le PDF/ })
    .first()
    .getAttribute("href");
  const file = await amelie.context.request.get(pdf ?? "");
  expect((await file.body()).toString("latin1")).toContain("/StructTreeRoot");
  const page = await amelie.page
    .getByRole("link", { name: /vérification/i })
    .first()
    .getAttribute("href");

  const anybody = await Someone.visits(browser, "nobody");
  await anybody.open(page ?? "");
  await anybody.sees("Cette attestation est authentique et en vigueur");
  await anybody.sees("Amélie Roy");
  await anybody.sees("3 h 00");
  await expect(anybody.page.locator("main")).not.toContainText("@demo");
  await anybody.checks("8-verification");
  const look = await Someone.signsIn(browser, "amelie.roy");
  await look.open("/attestations");
  await look.checks("8-attestations");
});

test("9. a séance is planned, moved, then cancelled, and people are told each time", async ({ browser }) => {
  const { cohort } = await whereIs(browser);
  const claire = await Someone.signsIn(browser, "claire.delmas");
  await claire.open(`${cohort}/seances/nouvelle`);
  await claire.fill({
    title: "Essayer en classe",
    date: "2012-11-14",
    startTime: "14:00",
    endTime: "16:00",
    room: "Salle 104",
  });
  await claire.press("Planifier la séance");
  await expect(claire.page).not.toHaveURL(/nouvelle/);
  await claire.open(cohort);
  const planned = await claire.linkTo("Essayer en classe");
  await claire.open(`${planned}/modifier`);
  await claire.fill({ date: "2012-11-18" });
  await claire.press("Déplacer et prévenir");
  await claire.sees(/dimanche/i);
  await claire.fill({ date: "2012-11-21" });
  await claire.press("Déplacer et prévenir");
  await expect(claire.page).not.toHaveURL(/modifier/);
  await claire.sees("21 novembre 2012");
  await claire.open(`${planned}/annuler`);
  await claire.fill({ reason: "Salle indisponible" });
  await claire.press("Annuler la séance et prévenir");
  await expect(claire.page).not.toHaveURL(/annuler/);
  await claire.sees("Salle indisponible");

  const amelie = await Someone.signsIn(browser, "amelie.roy");
  await expect(async () => {
    await amelie.open("/messages");
    await amelie.sees(/annulée/);
  }).toPass({ timeout: 60_000 });
  await amelie.sees(/déplacée|changé/);
  await amelie.checks("9-messages");
});
