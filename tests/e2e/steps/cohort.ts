import type { Cast, Someone } from "../people";

/** Twelve teachers of the school; one more has no account yet. */
export const twelve = [
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
export const newcomer = "camille.nouvelle";
const deputy = "Nadia Saïdi";
const title = "Enseigner avec le TNI, groupe 1";
const seanceTitle = "Produire une séquence avec le TNI";

export type Addresses = { cohort: string; seance: string };

/** From the seven-stage path to an open session: people, a séance, money, teams. */
export async function openCohort(cast: Cast): Promise<Addresses> {
  const claire = await cast.plain("claire.delmas");
  await claire.open("/parcours");
  await claire.open("/sessions/nouvelle");
  await claire.choose("placeId", "Collège des Tilleuls");
  await claire.choose("schoolYearId", "2012-2013");
  await claire.fill({ title });
  await claire.press("Préparer la session");
  const cohort = new URL(claire.page.url()).pathname;
  await enrol(claire, cohort);
  const seance = await plan(claire, cohort);
  await openWithMoney(claire, cohort);
  await claire.open(`${cohort}/equipes`);
  await claire.fill({ size: "3" });
  await claire.press("Répartir");
  await claire.open(cohort);

  const ctice = await cast.plain("mathieu.vasselin");
  await ctice.open("/budget");
  await ctice.sees("45,00");
  await ctice.follow(/Programme 141|P141/);
  await ctice.sees("45,00");
  return { cohort, seance };
}

async function enrol(claire: Someone, cohort: string) {
  await claire.open(`${cohort}/inscriptions`);
  const addresses = [...twelve, newcomer].map((local) => `${local}@demo.entrepairs.example`);
  await claire.fill({ addresses: [...addresses, "pas une adresse"].join("\n") });
  await claire.press("Inscrire");
  await claire.sees("invit");
  await claire.open(`${cohort}/ouvrir`);
  await claire.sees("Il manque encore");
}

async function plan(claire: Someone, cohort: string): Promise<string> {
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
  return claire.linkTo(seanceTitle);
}

/** HSE on the phase-2 credits, reprography on the HSE allotment, no amount: refused, each with its reason. */
async function openWithMoney(claire: Someone, cohort: string) {
  await claire.open(`${cohort}/ouvrir`);
  const options = await claire.options("hseEnvelopeId");
  const hse = options.find(({ label }) => /HSE de l.établissement/.test(label))?.value ?? "";
  const phase2 = options.find(({ label }) => /phase 2, P141/.test(label))?.value ?? "";
  for (const [hseEnvelopeId, reprographyEnvelopeId, reprographyCents, answer] of [
    [phase2, phase2, "45,00", "BUD-01"],
    [hse, hse, "45,00", "BUD-01"],
    [hse, phase2, "0", "Indiquez le montant de la reprographie"],
    [hse, phase2, "45,00", "La session est ouverte et ses crédits sont engagés"],
  ] as const) {
    await claire.fill({ hseEnvelopeId, reprographyEnvelopeId, reprographyCents });
    await claire.press("Engager les crédits et ouvrir la session");
    await claire.sees(answer);
  }
}
