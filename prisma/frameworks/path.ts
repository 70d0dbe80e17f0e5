export type PathSeed = {
  code: string;
  title: string;
  summary: string;
  origin: string;
  stages: {
    title: string;
    objective: string;
    /** C2i2e 2010. */
    competences: string[];
    activities: { title: string; modality: "ON_SITE" | "REMOTE" | "IN_CLASS"; minutes: number }[];
  }[];
};

/** The built-in path: the seven stages of the model, filled in for a team of a collège. */
export const sevenStages: PathSeed = {
  code: "SEPT-ETAPES",
  title: "Concevoir et essayer une séance avec le numérique",
  summary:
    "En équipe, concevoir une séance qui tire parti du numérique, l’essayer en classe, puis l’améliorer à la lumière de ce qui s’est passé.",
  origin: "Modèle en sept étapes de Pairform@nce ; contenu rédigé pour EntrePairs",
  stages: [
    {
      title: "Introduction",
      objective: "Savoir où mène le parcours, ce qui est attendu et sur qui compter.",
      competences: ["A.1-1", "A.1-3"],
      activities: [
        { title: "Découvrir le parcours et se présenter", modality: "ON_SITE", minutes: 45 },
        { title: "Situer ses pratiques", modality: "REMOTE", minutes: 30 },
      ],
    },
    {
      title: "Constitution des équipes",
      objective: "Former une équipe, choisir un sujet commun et se répartir le travail.",
      competences: ["A.1-4", "B.1-2"],
      activities: [
        { title: "Former les équipes et choisir un sujet", modality: "ON_SITE", minutes: 45 },
        { title: "Écrire la charte de travail de l’équipe", modality: "REMOTE", minutes: 30 },
      ],
    },
    {
      title: "Formation aux techniques",
      objective: "Prendre en main les outils dont l’équipe aura besoin, à plusieurs puis seul.",
      competences: ["A.1-2", "A.2-1", "B.3-5"],
      activities: [
        { title: "Atelier : les outils de la séance", modality: "ON_SITE", minutes: 90 },
        { title: "S’exercer à son rythme", modality: "REMOTE", minutes: 60 },
      ],
    },
    {
      title: "Production d’une séquence",
      objective: "Écrire ensemble un scénario : objectifs, phases, durées, rôle des élèves et du professeur.",
      competences: ["B.1-1", "B.2-1", "B.2-2", "B.2-4"],
      activities: [
        { title: "Concevoir le scénario en équipe", modality: "ON_SITE", minutes: 180 },
        { title: "Compléter et relire à distance", modality: "REMOTE", minutes: 120 },
        { title: "Relecture croisée entre équipes", modality: "REMOTE", minutes: 45 },
      ],
    },
    {
      title: "Mise en œuvre",
      objective: "Essayer le scénario en classe et garder la trace de ce qui s’y passe.",
      competences: ["B.3-1", "B.3-2", "B.3-3", "B.3-4"],
      activities: [
        { title: "Essai en classe", modality: "IN_CLASS", minutes: 55 },
        { title: "Noter ses observations", modality: "REMOTE", minutes: 30 },
      ],
    },
    {
      title: "Retour réflexif",
      objective: "Comparer ce qui était prévu et ce qui s’est passé, puis améliorer le scénario.",
      competences: ["A.2-2", "B.1-2", "B.4-3"],
      activities: [
        { title: "Analyser les essais en équipe", modality: "ON_SITE", minutes: 90 },
        { title: "Améliorer le scénario", modality: "REMOTE", minutes: 60 },
      ],
    },
    {
      title: "Évaluation du parcours",
      objective: "Faire le point sur ses acquis et dire ce qu’il faut changer dans le parcours.",
      competences: ["A.2-3", "B.4-1"],
      activities: [
        { title: "Bilan en commun", modality: "ON_SITE", minutes: 45 },
        { title: "Donner son avis sur le parcours", modality: "REMOTE", minutes: 15 },
      ],
    },
  ],
};
