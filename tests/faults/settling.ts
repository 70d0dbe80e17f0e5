import { has, type Play, UUID } from "./cast";
import { linked } from "./page";
import { PASSWORD, type Person } from "./person";

// From booked hours to money and attestations.

export async function certify({ head }: Play) {
  await head.waitsFor("/heures/certifier", ({ html }) => has(html, "certify"));
  await head.does({
    what: "the certification",
    at: "/heures/certifier",
    seen: ({ html }) => !has(html, "certify"),
    intent: "certify",
    effect: ["select 1 from certification where decision = 'CERTIFIED'"],
  });
}

/** The page of the statement, once the monthly job has drafted it. */
function statement(reader: Person): Promise<string> {
  return reader.waitsFor("/etats", ({ html }) => linked(html, new RegExp(`^(/etats/${UUID})$`)));
}

export async function control({ ctice }: Play) {
  await ctice.does({
    what: "the control of the statement",
    at: await statement(ctice),
    seen: ({ html }) => !has(html, "control"),
    intent: "control",
    effect: ["select 1 from statement_event where status = 'CONTROLLED'"],
  });
}

export async function decide({ rectorat }: Play) {
  await rectorat.does({
    what: "the decision of the statement",
    at: await statement(rectorat),
    seen: ({ html }) => !has(html, "decide"),
    intent: "decide",
    effect: ["select 1 from statement_event where status = 'DECIDED'"],
  });
}

export async function exportStatement({ rectorat }: Play) {
  await rectorat.does({
    what: "the export of the statement",
    at: await statement(rectorat),
    seen: ({ html }) => !has(html, "export"),
    intent: "export",
    fields: () => ({ password: PASSWORD }),
    effect: ["select 1 from statement_event where status = 'EXPORTED'"],
  });
}

export function certificates({ claire, cohort }: Play) {
  return claire.does({
    what: "the certificates",
    at: `/sessions/${cohort}/attestations`,
    seen: ({ html }) => linked(html, /^(\/verification\/.+)$/) !== undefined,
    intent: "issue",
    effect: ["select 1 from audit_event where action = 'certificate.issue'"],
  });
}

/** Nothing is written here: what can be read is read. */
export async function read(play: Play) {
  const { teachers, head, ctice, rectorat, passerby } = play;
  const [mine] = await Promise.all([
    teachers[0]?.opens("/attestations"),
    head.opens("/heures"),
    ctice.opens("/budget"),
    statement(rectorat).then((at) => rectorat.opens(`${at}.csv`)),
  ]);
  const proof = linked(mine?.html ?? "", /(\/verification\/[\w-]{22})/);
  if (!proof) throw new Error("the teacher has no certificate to show");
  await passerby.opens(proof);
}
