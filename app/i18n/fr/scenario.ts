const minutes = (count: number) => `${count} min`;

export default {
  list: {
    title: "Scénarios",
    subtitle: "Les scénarios pédagogiques que vous écrivez ou que vous accompagnez.",
    caption: "Mes scénarios",
    column: {
      title: "Scénario",
      team: "Équipe",
      cohort: "Session de formation",
      planned: "Durée prévue",
      created: "Créé le",
    },
    wholeCohort: "toute la session",
    empty: "Aucun scénario pour le moment",
    emptyText:
      "Les scénarios de vos sessions de formation apparaîtront ici. Une équipe écrit le sien à l'étape 4 du parcours.",
  },
  create: {
    title: "Commencer un scénario",
    where: "Pour quelle équipe",
    whereHint: "Les membres de l'équipe l'écrivent ensemble ; toute la session peut le lire.",
    wholeCohort: "Toute la session : {cohort}",
    name: "Titre du scénario",
    plannedMinutes: "Durée prévue en classe",
    submit: "Commencer",
    none: "Vous n'êtes inscrit à aucune session de formation ouverte : il n'y a pas encore d'équipe pour laquelle écrire.",
  },
  created: "Le scénario est prêt. Les membres de l'équipe peuvent l'écrire avec vous.",
  page: {
    ofTeam: "Scénario – {team}",
    ofCohort: "Scénario de la session",
    inCohort: "{cohort}",
    text: "Texte du scénario",
    needsScript:
      "Écrire dans cette page demande JavaScript, qui est désactivé dans votre navigateur. Le texte ci-dessous est complet et à jour.",
    opening: "Ouverture du scénario…",
    readers: "Vous lisez ce scénario. Les membres de l'équipe et le référent de la session peuvent l'écrire.",
  },
  status: {
    label: "Enregistrement",
    saved: "Enregistré",
    saving: "Enregistrement…",
    unsaved: "Non enregistré : ne fermez pas cette page",
    offline: (facts: { count: number }) =>
      facts.count > 1
        ? `Hors ligne : ${facts.count} modifications gardées ici`
        : `Hors ligne : ${facts.count} modification gardée ici`,
    readOnly: "Lecture seule",
    retry: "Réessayer",
    ended: {
      session_ended:
        "Votre connexion a pris fin. Connectez-vous de nouveau dans un autre onglet, puis revenez ici et choisissez Réessayer.",
      access_withdrawn: "Ce scénario ne vous est plus ouvert. Ce qui était enregistré est conservé.",
      not_found: "Ce scénario n'existe plus, ou ne vous est plus ouvert.",
      too_large:
        "Le dernier ajout est trop long pour être enregistré. Copiez-le ailleurs, rechargez la page, puis ajoutez-le en plusieurs fois.",
      other: "La dernière modification n'a pas pu être enregistrée. Copiez-la ailleurs, puis rechargez la page.",
    },
  },
  people: { label: "Personnes présentes", you: "Vous" },
  toolbar: {
    label: "Mise en forme",
    bold: "Gras",
    italic: "Italique",
    heading: "Titre",
    subheading: "Sous-titre",
    bulletList: "Liste",
    orderedList: "Liste numérotée",
    phase: "Phase",
    undo: "Annuler",
    redo: "Rétablir",
    withKeys: "{label} ({keys})",
  },
  phase: {
    label: "Phase",
    labelled: (facts: { title: string }) => (facts.title ? `Phase : ${facts.title}` : "Phase sans titre"),
    title: "Titre de la phase",
    titlePlaceholder: "Titre de la phase",
    minutes: "Durée de la phase, en minutes",
    unit: "min",
    range: "{from} – {to}",
    modality: "Modalité de la phase",
    remove: "Retirer la phase",
  },
  modality: { ON_SITE: "Sur site", REMOTE: "À distance", IN_CLASS: "En classe" },
  grouping: { WHOLE_CLASS: "Classe entière", GROUPS: "Groupes", PAIRS: "Binômes", INDIVIDUAL: "Individuel" },
  part: {
    OBJECTIVE: "Objectif",
    MATERIAL: "Matériel",
    INSTRUCTION: "Consigne aux élèves",
    TEACHER_ROLE: "Rôle du professeur",
    DIFFERENTIATION: "Différenciation",
    ASSESSMENT: "Évaluation",
    TRAINER_NOTE: "Note au formateur",
  },
  table: { label: "Tableau" },
  foot: {
    label: "Durée des phases",
    total: (facts: { total: number; planned: number }) => `${minutes(facts.total)} sur ${facts.planned}`,
    left: (facts: { count: number }) => `${minutes(facts.count)} de marge`,
    over: (facts: { count: number }) => `${minutes(facts.count)} de trop`,
    exact: "durée atteinte",
    add: "Phase",
  },
  pasteTooLong:
    "Ce texte collé est trop long pour être ajouté d'un coup. Rien n'a été ajouté. Collez-le en plusieurs fois.",
  /** Refusals of this concept, found as `errors.scenario.<name>`. */
  errors: {
    notFound: "Ce scénario est introuvable, ou ne vous est pas ouvert. Rien n'a été modifié.",
    placeNotFound: "Cette session ou cette équipe est introuvable. Rien n'a été créé. Choisissez-en une dans la liste.",
    cohortEnded: "Cette session de formation est terminée ou annulée. Aucun scénario n'a été créé.",
    whereRequired: "Choisissez l'équipe ou la session de formation.",
    titleRequired: "Écrivez un titre d'au moins 3 caractères.",
    titleTooLong: "Ce titre est trop long : 160 caractères au plus.",
    plannedMinutesInvalid: "Écrivez une durée en minutes, de 5 à 600.",
  },
};
