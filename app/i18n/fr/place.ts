export default {
  section: {
    title: "Académie",
    subtitle: "Les personnes, les lieux et les fonctions de votre périmètre.",
    schools: "Établissements",
    schoolsDetail: "Code UAI, secteur et ville des établissements que vous suivez",
    people: "Personnes et fonctions",
    peopleDetail: "Qui a quelle fonction, où et depuis quand",
    referents: "Référents et lettres de mission",
    referentsDetail: "Qui est nommé, ce qui reste à signer",
  },
  schools: {
    title: "Établissements",
    search: "Rechercher un nom, une ville ou un code UAI",
    searchSubmit: "Rechercher",
    anySector: "Tous les secteurs",
    sector: "Secteur",
    caption: "Établissements de votre périmètre",
    name: "Établissement",
    uai: "UAI",
    type: "Type",
    town: "Ville",
    fictional: "fictif",
    empty: "Aucun établissement ne correspond à cette recherche.",
  },
  types: { ECOLE: "école", COLLEGE: "collège", LYCEE: "lycée", EREA: "EREA" },
  sectors: { PUBLIC: "public", PRIVATE_CONTRACT: "privé sous contrat" },
  /** Refusals of this concept, found as `errors.place.<name>`. */
  errors: {
    notFound: "Ce lieu est introuvable, ou hors de votre périmètre.",
  },
};
