const many = (count: number, one: string, more: string) => `${count} ${count > 1 ? more : one}`;

export default {
  mode: { label: "Écrire ou suggérer", write: "Écrire", suggest: "Suggérer" },
  look: {
    label: "Suggestions",
    all: "Affichées dans le texte",
    accepted: "Comme si tout était accepté",
    without: "Masquées",
  },
  title: (facts: { count: number }) => many(facts.count, "suggestion", "suggestions"),
  all: "Toutes les suggestions",
  allOf: "Suggestions : {name}",
  one: "Suggestion : {words}",
  by: "{name}, {at:datetime}",
  someone: "Une personne qui n'écrit plus ici",
  adds: "Ajoute :",
  deletes: "Retire :",
  joins: "Réunit deux paragraphes",
  and: "et",
  wordless: {
    image: (facts: { count: number }) => (facts.count > 1 ? `${facts.count} images` : "une image"),
    competence: (facts: { count: number }) => (facts.count > 1 ? `${facts.count} compétences` : "une compétence"),
    table: (facts: { count: number }) => (facts.count > 1 ? `${facts.count} tableaux vides` : "un tableau vide"),
    phase: (facts: { count: number }) =>
      facts.count > 1 ? `${facts.count} phases sans texte` : "une phase sans texte",
    block: (facts: { count: number }) => (facts.count > 1 ? `${facts.count} blocs sans texte` : "un bloc sans texte"),
  },
  addsBlock: "Ajoute un bloc",
  deletesBlock: "Retire un bloc",
  accept: "Accepter",
  reject: "Refuser",
  settled: {
    accept: (facts: { count: number }) => many(facts.count, "suggestion acceptée.", "suggestions acceptées."),
    reject: (facts: { count: number }) => many(facts.count, "suggestion refusée.", "suggestions refusées."),
  },
  block: { insertion: "Bloc proposé", deletion: "Bloc à retirer", join: "À réunir avec le paragraphe précédent" },
  refused:
    "Cela ne peut pas être suggéré : seuls les mots et les blocs le peuvent. Rien n'a changé. Pour la mise en forme, les réglages d'une phase ou les lignes d'un tableau, choisissez « Écrire ».",
  waiting: (facts: { count: number }) =>
    facts.count > 1
      ? `${facts.count} suggestions attendent une décision : elles se voient dans l'éditeur, pas ici.`
      : "Une suggestion attend une décision : elle se voit dans l'éditeur, pas ici.",
};
