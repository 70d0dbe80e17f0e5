/** A framework of competences: cited by (code, version, competence), never by a bare code. */
export type FrameworkSeed = {
  code: string;
  version: string;
  label: string;
  source: string;
  validFrom: string;
  validTo: string | null;
  domains: { code: string; label: string; competences: readonly (readonly [code: string, label: string])[] }[];
};

/** Short labels of ours: the official wording is imported by whoever holds it. */
export const c2i2e2010: FrameworkSeed = {
  code: "C2I2E",
  version: "2010",
  label: "Certificat informatique et internet niveau 2 « enseignant » (2010)",
  source:
    "Arrêté du 14 décembre 2010 (NOR ESRS1000461A), BO ESR n° 5 du 3 février 2011 ; libellés abrégés par nos soins",
  validFrom: "2010-12-14",
  validTo: "2019-08-31",
  domains: [
    {
      code: "A.1",
      label: "Environnement numérique de travail",
      competences: [
        ["A.1-1", "Connaître les personnes ressources"],
        ["A.1-2", "Prendre en main son environnement informatique"],
        ["A.1-3", "Se servir de l’ENT"],
        ["A.1-4", "Choisir le bon outil pour communiquer"],
        ["A.1-5", "Organiser ses ressources professionnelles"],
      ],
    },
    {
      code: "A.2",
      label: "Formation tout au long de la vie",
      competences: [
        ["A.2-1", "Se former en ligne et à distance"],
        ["A.2-2", "S’appuyer sur la recherche"],
        ["A.2-3", "Tenir une veille en réseau"],
      ],
    },
    {
      code: "A.3",
      label: "Responsabilité professionnelle",
      competences: [
        ["A.3-1", "Adapter sa communication au public"],
        ["A.3-2", "Vérifier l’information, sécuriser les accès"],
        ["A.3-3", "Respecter le droit et les personnes"],
        ["A.3-4", "Faire vivre la charte d’usage"],
      ],
    },
    {
      code: "B.1",
      label: "Travail en réseau",
      competences: [
        ["B.1-1", "Chercher, produire et partager des ressources"],
        ["B.1-2", "Prendre part à un projet d’équipe"],
        ["B.1-3", "Animer un travail en réseau"],
      ],
    },
    {
      code: "B.2",
      label: "Conception de l’enseignement",
      competences: [
        ["B.2-1", "Repérer les situations qui s’y prêtent"],
        ["B.2-2", "Concevoir avec des logiciels de la discipline"],
        ["B.2-3", "Concevoir une recherche d’information"],
        ["B.2-4", "Préparer des ressources pour tous les élèves"],
        ["B.2-5", "Concevoir une part à distance"],
      ],
    },
    {
      code: "B.3",
      label: "Mise en œuvre en classe",
      competences: [
        ["B.3-1", "Conduire des situations variées"],
        ["B.3-2", "Alterner avec et sans le numérique"],
        ["B.3-3", "Différencier les temps et les modalités"],
        ["B.3-4", "Accompagner les travaux et les projets"],
        ["B.3-5", "Faire face à un incident technique"],
      ],
    },
    {
      code: "B.4",
      label: "Évaluation",
      competences: [
        ["B.4-1", "Reconnaître les compétences B2i et C2i en jeu"],
        ["B.4-2", "Évaluer à plusieurs le B2i ou le C2i"],
        ["B.4-3", "Se servir d’outils de suivi et d’évaluation"],
      ],
    },
  ],
};

/** The 2005 list: B.1-3, B.2-3 and B.4-3 mean something else than in 2010, and B.2-5 does not exist. */
export const c2i2e2005: FrameworkSeed = {
  code: "C2I2E",
  version: "2005",
  label: "Certificat informatique et internet niveau 2 « enseignant » (2005)",
  source: "Circulaire n° 2005-222 du 19 décembre 2005 (à vérifier) ; libellés abrégés par nos soins",
  validFrom: "2005-12-19",
  validTo: "2010-12-13",
  domains: [
    {
      code: "A.1",
      label: "Environnement numérique de travail",
      competences: [
        ["A.1-1", "Connaître les personnes ressources, ici et ailleurs"],
        ["A.1-2", "Prendre en main son environnement informatique"],
        ["A.1-3", "Se servir de l’ENT"],
        ["A.1-4", "Choisir le bon outil pour communiquer"],
        ["A.1-5", "Organiser ses ressources professionnelles"],
      ],
    },
    {
      code: "A.2",
      label: "Formation tout au long de la vie",
      competences: [
        ["A.2-1", "Se former en ligne ou en FOAD"],
        ["A.2-2", "S’appuyer sur la recherche"],
        ["A.2-3", "Repérer des réseaux pour sa veille"],
      ],
    },
    {
      code: "A.3",
      label: "Responsabilité professionnelle",
      competences: [
        ["A.3-1", "Adapter sa communication au public"],
        ["A.3-2", "Vérifier l’information, sécuriser les accès"],
        ["A.3-3", "Respecter le droit et les personnes"],
        ["A.3-4", "Faire respecter la charte de l’établissement"],
      ],
    },
    {
      code: "B.1",
      label: "Travail en réseau",
      competences: [
        ["B.1-1", "Chercher, produire et mutualiser des ressources"],
        ["B.1-2", "Prendre part à un projet d’équipe"],
        ["B.1-3", "Concevoir une recherche d’information dans un projet"],
      ],
    },
    {
      code: "B.2",
      label: "Conception de l’enseignement",
      competences: [
        ["B.2-1", "Repérer les situations qui s’y prêtent"],
        ["B.2-2", "Concevoir avec des logiciels de la discipline"],
        ["B.2-3", "Intégrer outils et ressources à une séquence"],
        ["B.2-4", "Préparer des ressources pour tous les élèves"],
      ],
    },
    {
      code: "B.3",
      label: "Mise en œuvre en classe",
      competences: [
        ["B.3-1", "Conduire des situations variées"],
        ["B.3-2", "Alterner avec et sans le numérique dans la séance"],
        ["B.3-3", "Différencier pour les élèves en difficulté"],
        ["B.3-4", "Accompagner les productions d’élèves"],
        ["B.3-5", "Faire face à un incident technique"],
      ],
    },
    {
      code: "B.4",
      label: "Évaluation",
      competences: [
        ["B.4-1", "Reconnaître les compétences B2i et C2i en jeu"],
        ["B.4-2", "Évaluer à plusieurs le B2i ou le C2i"],
        ["B.4-3", "Tirer parti des évaluations institutionnelles"],
      ],
    },
  ],
};
