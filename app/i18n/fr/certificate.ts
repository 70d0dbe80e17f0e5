export default {
  title: "Mes attestations",
  subtitle: "Elles sont établies par le référent de chaque session, d'après les présences signées.",
  caption: "Attestations",
  empty: "Aucune attestation",
  emptyText: "Après une session, le référent établit une attestation pour chaque personne présente.",
  download: "Télécharger le PDF",
  verify: "Page de vérification",
  oneDay: "le {day}",
  days: "du {from} au {to}",
  modality: { ON_SITE: "sur site", REMOTE: "à distance", IN_CLASS: "en classe" },
  label: {
    holder: "Titulaire",
    title: "Session de formation",
    path: "Parcours",
    dates: "Dates",
    hours: "Heures",
    modality: "Modalité",
    issuer: "Établie par",
    issuedAt: "Établie le",
    state: "État",
    person: "Personne",
    file: "Fichier",
  },
  state: { valid: "valable", replaced: "remplacée", revoked: "retirée", none: "à établir", issued: "établie" },
  cohort: {
    title: "Attestations",
    subtitle: "Une attestation par personne dont les heures sont comptées dans cette session.",
    issue: "Établir les attestations",
    issueHint:
      "Une attestation dont les heures n'ont pas changé reste la même. Si des heures ont été corrigées, une nouvelle la remplace.",
    onlyReferent: "Le référent de la session établit les attestations.",
    empty: "Aucune heure comptée",
    emptyText:
      "Les heures sont comptées après la fin prévue d'une séance, une fois sa feuille d'émargement close. Les attestations seront alors possibles.",
    done: (facts: { issued: number; replaced: number; unchanged: number; revoked: number }) =>
      `${[
        facts.issued === 1 ? "1 attestation établie" : `${facts.issued} attestations établies`,
        ...(facts.replaced > 0 ? [`${facts.replaced} remplacée${facts.replaced > 1 ? "s" : ""}`] : []),
        ...(facts.unchanged > 0 ? [`${facts.unchanged} inchangée${facts.unchanged > 1 ? "s" : ""}`] : []),
        ...(facts.revoked > 0 ? [`${facts.revoked} retirée${facts.revoked > 1 ? "s" : ""}`] : []),
      ].join(", ")}.`,
  },
  public: {
    title: "Vérifier une attestation",
    subtitle: "Cette page dit si une attestation présentée est bien celle qui a été établie.",
    code: "Code ou adresse de l'attestation",
    codeHint: "Il figure sous le carré à flasher, au bas de l'attestation.",
    check: "Vérifier",
    result: "Vérification d'une attestation",
    valid: "Cette attestation est authentique et en vigueur.",
    validDetail: "Son contenu vient d'être comparé à son empreinte et à la signature du service.",
    replaced: "Cette attestation a été remplacée par une plus récente.",
    replacedDetail: "Elle est authentique, mais ses heures ont été corrigées. Demandez la nouvelle à son titulaire.",
    revoked: "Cette attestation a été retirée.",
    revokedDetail: "Elle ne fait plus foi. Adressez-vous à l'établissement qui l'a établie.",
    altered: "Le contenu de cette attestation ne correspond pas à sa signature.",
    alteredDetail: "Elle ne fait pas foi. Prévenez l'établissement indiqué.",
    facts: "Ce que dit l'attestation",
    privacy: "Cette page ne montre rien d'autre : ni note, ni adresse, ni participation détaillée.",
    another: "Vérifier une autre attestation",
  },
  pdf: {
    title: "Attestation de formation, {name}",
    heading: "Attestation de formation",
    sentence:
      "{issuer}, au titre de la fonction de référent pour {place}, atteste que {name} a suivi la formation désignée ci-dessous.",
    hours: "Heures de formation",
    measured:
      "Heures prévues des séances, attestées par la signature de la personne. Le temps de connexion n'est pas mesuré.",
    verify: "Vérification",
    verifyText: "Toute personne peut vérifier cette attestation à l'adresse {url}",
    qr: "Code à flasher menant à {url}",
    seal: "Empreinte SHA-256 du contenu : {hash}",
    page: "Page {page} sur {pages}",
  },
  /** Refusals of this concept, found as `errors.certificate.<name>`. */
  errors: {
    notFound: "Cette attestation, ou cette session, est introuvable ou ne vous est pas ouverte. Rien n'a été modifié.",
    unknown:
      "Aucune attestation ne porte ce code. Vérifiez que l'adresse est complète, ou flashez de nouveau le carré imprimé.",
    noHours:
      "Aucune heure n'est encore comptée dans cette session : aucune attestation n'a été établie. Attendez la fin d'une séance et la clôture de sa feuille.",
    revoked:
      "Cette attestation a été remplacée ou retirée : son fichier n'est plus délivré. Votre attestation en vigueur figure dans la liste.",
  },
};
