import type { Caller } from "./world";

// Written by hand from the rules of the house, never from the code: who reads what, who does what.

export type Who = Caller["who"];
export type Readers = "public" | "signed-in" | Who[];

/** Everybody who signs in: each role in the planted school or above it, in its neighbour, in another académie. */
export const everybody: Who[] = [
  ...["HEAD", "REFERENT", "TRAINER", "TEACHER"].flatMap((role) => all(role, "own", "sibling", "other")),
  ...["CTICE", "RECTORAT", "TRAINING_OFFICE"].flatMap((role) => all(role, "own", "other")),
  "NATIONAL_PILOT:own",
  "PLATFORM_ADMIN:own",
];

function all(role: string, ...places: string[]): Who[] {
  return places.map((place) => `${role}:${place}` as Who);
}

const leader: Who[] = ["REFERENT:own"];
const trainers: Who[] = ["REFERENT:own", "TRAINER:own"];
const overseers: Who[] = ["HEAD:own", "CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"];
/** Somebody who holds the role anywhere opens the page, and finds there only what is theirs. */
const anywhere = (...roles: string[]): Who[] =>
  roles.flatMap((role) => ["own", "sibling", "other"].map((where) => `${role}:${where}` as Who));

/** Every address with a page or a file, `:param` for the ids of the planted records. */
export const reads: Record<string, Readers> = {
  "/": "signed-in",
  "/accessibilite": "public",
  "/donnees-personnelles": "public",
  "/tester-mon-poste": "public",
  "/langue": "public",
  "/connexion": "public",
  "/deconnexion": "public",
  "/mot-de-passe": "public",
  "/mot-de-passe/:linkId/:secret": "public",
  "/invitation/:linkId/:secret": "public",
  "/compte": "signed-in",
  "/e": "public",
  "/e/:token": "public",
  "/verification": "public",
  "/verification/:publicId": "public",
  "/demonstration": "public",
  "/boite-aux-lettres": "public",
  "/boite-aux-lettres/:id": "public",
  // A receipt belongs to the browser that showed the code: nobody here is that browser.
  "/emarger/:receiptId": [],
  "/emarger/:receiptId/fait": [],
  "/parcours": "signed-in",
  "/parcours/:pathId": "signed-in",
  "/sessions": "signed-in",
  "/sessions/nouvelle": anywhere("REFERENT"),
  "/sessions/:cohortId": [...leader, "TEACHER:own", ...overseers],
  "/sessions/:cohortId/inscriptions": leader,
  "/sessions/:cohortId/equipes": leader,
  "/sessions/:cohortId/seances/nouvelle": leader,
  "/sessions/:cohortId/ouvrir": leader,
  "/sessions/:cohortId/attestations": [...leader, ...overseers],
  // Names beside activities: whoever leads the session, and those who answer for the school; no trainee.
  "/sessions/:cohortId/activites": [...trainers, ...overseers],
  "/seances/:seanceId": [...trainers, "TEACHER:own", ...overseers],
  "/seances/:seanceId/emargement": trainers,
  "/seances/:seanceId/code": trainers,
  "/seances/:seanceId/feuille": [...trainers, ...overseers],
  "/seances/:seanceId/corrections": [...trainers, ...overseers],
  "/seances/:seanceId/modifier": leader,
  "/seances/:seanceId/annuler": leader,
  "/scenarios": "signed-in",
  // The head sees participation only.
  "/scenarios/:scenarioId": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/importer": "signed-in",
  "/scenarios/:scenarioId/telecharger/:format": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/commentaires": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/commentaires/direct": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/versions": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/versions/:versionId": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/versions/:versionId/telecharger/:format": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/versions/comparer": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/images/:imageId": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/dupliquer": [...trainers, "TEACHER:own", "CTICE:own"],
  "/scenarios/:scenarioId/essai": [...trainers, "TEACHER:own", "CTICE:own"],
  // Who has agreed to a licence, and who has not: the team, its référent, the reviewers.
  "/scenarios/:scenarioId/publier": [...leader, "TEACHER:own", "CTICE:own"],
  "/mediatheque": "signed-in",
  "/mediatheque/relecture": anywhere("CTICE"),
  "/mediatheque/:publicationId": "signed-in",
  "/mediatheque/:publicationId/dupliquer": "signed-in",
  "/mediatheque/:publicationId/images/:imageId": "signed-in",
  "/mediatheque/:publicationId/telecharger/:format": "signed-in",
  "/heures": "signed-in",
  "/heures/:entryId": [...leader, ...overseers],
  // The CTICE finds works of design there, and nothing else.
  "/heures/certifier": anywhere("HEAD", "CTICE"),
  "/heures/declarer": "signed-in",
  "/attestations": "signed-in",
  "/attestations/:certificateId.pdf": [...leader, "TEACHER:own", ...overseers],
  "/messages": "signed-in",
  "/etats": "signed-in",
  "/etats/cloture": anywhere("CTICE", "RECTORAT", "TRAINING_OFFICE"),
  "/etats/calendrier": anywhere("CTICE", "RECTORAT", "TRAINING_OFFICE"),
  "/etats/rapprochement": anywhere("HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"),
  "/etats/rapprochement/:schoolId": overseers,
  "/etats/rapprochement/arretes/:runId.csv": ["CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"],
  // Rates are public to whoever is signed in; the nation writes them, and not the platform's administrator.
  "/etats/taux": "signed-in",
  "/etats/taux/:rateId": "signed-in",
  "/etats/taux/nouveaux": ["NATIONAL_PILOT:own"],
  "/etats/:statementId": [
    "CTICE:own",
    "RECTORAT:own",
    "TRAINING_OFFICE:own",
    "NATIONAL_PILOT:own",
    "HEAD:own",
    "REFERENT:own",
  ],
  "/etats/:statementId.pdf": ["CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"],
  "/etats/:statementId.csv": ["CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"],
  "/etats/:statementId.ods": ["CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"],
  "/etats/:statementId.xlsx": ["CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"],
  "/etats/:statementId.zip": ["CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"],
  "/preuves": [...anywhere("RECTORAT"), "PLATFORM_ADMIN:own"],
  "/preuves.csv": [...anywhere("RECTORAT"), "PLATFORM_ADMIN:own"],
  "/missions/:missionId": [...leader, ...overseers],
  "/missions/:missionId/lettre.pdf": [...leader, ...overseers],
  "/missions/:missionId/travaux": [...leader, ...overseers],
  "/missions/nouvelle": anywhere("TRAINING_OFFICE", "CTICE", "RECTORAT"),
  "/referents": anywhere("CTICE", "RECTORAT"),
  "/budget": [...anywhere("HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"), "NATIONAL_PILOT:own"],
  "/budget/repartition": ["NATIONAL_PILOT:own"],
  "/budget/:envelopeId": overseers,
  "/academie": [
    ...anywhere("HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"),
    "NATIONAL_PILOT:own",
    "PLATFORM_ADMIN:own",
  ],
  "/academie/etablissements": [
    ...anywhere("HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"),
    "NATIONAL_PILOT:own",
    "PLATFORM_ADMIN:own",
  ],
  "/academie/personnes": [...anywhere("HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"), "PLATFORM_ADMIN:own"],
  // One's own, and the rectorat of the académie; a list of people for any rectorat.
  "/academie/personnes/:personId/carriere": ["RECTORAT:own", "TEACHER:own"],
  "/academie/personnes/carrieres": anywhere("RECTORAT"),
  "/academie/canaux": anywhere("RECTORAT", "CTICE", "TRAINING_OFFICE"),
};

/** Who may see the canaries of the planted records in a page they are allowed to open. */
export const insiders: Who[] = [...trainers, "TEACHER:own", ...overseers, "PLATFORM_ADMIN:own"];

/** Whoever may not even read the record of an address is told that it does not exist, whatever they ask about it. */
export function isStranger(path: string, who: Who): boolean {
  // A trainer leads a session's activities without reading the session: her own page tells her that it exists.
  const page = reads[path];
  if (Array.isArray(page) && page.includes(who)) return false;
  const record = /^[^:]*:\w+/.exec(path)?.[0] ?? "";
  const readers = reads[record] ?? reads[path];
  // Nobody here holds the browser of a receipt: its own answers are judged as they come.
  return record !== "" && who !== "VISITOR" && Array.isArray(readers) && readers.length > 0 && !readers.includes(who);
}
