import type { FrameworkSeed } from "./c2i2e";

/** The frame in use today: sixteen competences in five domains. Short labels of ours. */
export const crcnEdu: FrameworkSeed = {
  code: "CRCN-EDU",
  version: "1",
  label: "Cadre de référence des compétences numériques pour l’éducation",
  source: "CRCN-Édu : 5 domaines, 16 compétences ; date d’effet à vérifier ; libellés abrégés par nos soins",
  validFrom: "2022-09-01",
  validTo: null,
  domains: [
    {
      code: "1",
      label: "Environnement professionnel",
      competences: [
        ["1.1", "Communiquer"],
        ["1.2", "Collaborer"],
        ["1.3", "Se former et veiller"],
        ["1.4", "Agir pour un numérique sûr et responsable"],
        ["1.5", "Garder une posture ouverte et critique"],
      ],
    },
    {
      code: "2",
      label: "Ressources numériques",
      competences: [
        ["2.1", "Choisir des ressources"],
        ["2.2", "Concevoir des ressources"],
        ["2.3", "Gérer des ressources"],
      ],
    },
    {
      code: "3",
      label: "Enseignement et apprentissage",
      competences: [
        ["3.1", "Concevoir des situations"],
        ["3.2", "Mettre en œuvre"],
        ["3.3", "Évaluer au service des apprentissages"],
      ],
    },
    {
      code: "4",
      label: "Diversité des apprenants",
      competences: [
        ["4.1", "Inclure et rendre accessible"],
        ["4.2", "Différencier"],
        ["4.3", "Engager les apprenants"],
      ],
    },
    {
      code: "5",
      label: "Compétences des apprenants",
      competences: [
        ["5.1", "Développer leurs compétences numériques"],
        ["5.2", "Évaluer et certifier leurs compétences numériques"],
      ],
    },
  ],
};
