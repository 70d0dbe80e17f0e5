import { has, type Play, UUID } from "./cast";
import { linked } from "./page";

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
function statement({ rectorat }: Play): Promise<string> {
  return rectorat.waitsFor("/etats", ({ html }) => linked(html, new RegExp(`^(/etats/${UUID})$`)));
}

export async function decide(play: Play) {
  await play.rectorat.does({
    what: "the decision of the statement",
    at: await statement(play),
    seen: ({ html }) => !has(html, "decide"),
    intent: "decide",
    effect: ["select 1 from statement_event where status = 'DECIDED'"],
  });
}

export async function exportStatement(play: Play) {
  await play.rectorat.does({
    what: "the export of the statement",
    at: await statement(play),
    seen: ({ html }) => !has(html, "export"),
    intent: "export",
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
    statement(play).then((at) => rectorat.opens(`${at}.csv`)),
  ]);
  const proof = linked(mine?.html ?? "", /(\/verification\/[\w-]{22})/);
  if (!proof) throw new Error("the teacher has no certificate to show");
  await passerby.opens(proof);
}
