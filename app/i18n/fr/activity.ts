/** Activities at a distance of a session: what whoever leads it attests. */
export default {
  title: "Activités à distance",
  intro:
    "Une activité à distance compte sa durée prévue quand vous attestez qu'elle a été faite : vous avez vu le travail rendu, ou sa trace. Le temps de connexion n'est jamais mesuré.",
  stage: "Étape {position}, « {title} »",
  planned: "{modality}, {minutes:hours} prévues",
  none: "Aucune activité à distance",
  noneWhy: "Toutes les activités de ce parcours se font sur site.",
  notRunning: "La session n'est pas en cours : rien ne s'atteste.",
  held: "Une séance de la même étape et de la même modalité est prévue : ses heures viennent de sa feuille d'émargement.",
  attestOpen: ({ count }: { count: number }) =>
    count > 1 ? `Attester : ${count} personnes en attente` : "Attester : une personne en attente",
  people: "Qui a fait cette activité ?",
  everybody: "Tout cocher",
  submit: "Attester pour les personnes cochées",
  nobodyLeft: "Personne n'attend d'attestation.",
  attested: "Attestée pour",
  nobody: "Attestée pour personne encore.",
  together: "{names}, le {at:date} par {by}",
  done: (facts: { attested: number }) =>
    facts.attested === 0
      ? "C'était déjà attesté."
      : `Activité attestée pour ${facts.attested} personne${facts.attested > 1 ? "s" : ""}. Les heures sont inscrites au registre.`,
  withdraw: {
    open: "Retirer une attestation",
    person: "Personne concernée",
    reason: "Motif",
    reasonHint: "Il restera au registre avec la contre-écriture.",
    submit: "Proposer le retrait",
    proposed: "Retrait proposé le {at:date} par {by} : {reason}",
    waits:
      "En attente d'une seconde personne : une autre personne qui conduit la session, le chef d'établissement, la CTICE ou le service de formation.",
    approve: "Approuver le retrait",
    refuse: "Refuser le retrait",
    proposeDone: "Le retrait est proposé. Une seconde personne doit se prononcer.",
    approveDone: "L'attestation est retirée. Une contre-écriture reprend l'heure.",
    refuseDone: "Le retrait est refusé. L'attestation reste.",
  },
  errors: {
    nobodyTicked: "Cochez au moins une personne.",
    activityUnknown: "Cette activité n'est pas une activité à distance du parcours de cette session.",
    sessionNotRunning: "La session n'est pas en cours : une activité s'atteste entre son ouverture et sa clôture.",
    activityIsSeance:
      "Une séance de la même étape et de la même modalité est prévue : ses heures viennent de sa feuille d'émargement. Rien n'a été attesté.",
    notInSession:
      "Une des personnes cochées n'est plus inscrite à la session. Rien n'a été attesté : rechargez la page et recommencez.",
    attestSelf: "On n'atteste pas sa propre activité. Demandez à une autre personne qui conduit la session.",
    attestationUnknown: "Cette attestation est introuvable. Rechargez la page.",
    withdrawalUnknown: "Ce retrait est introuvable. Rechargez la page.",
    alreadyWithdrawn: "Cette attestation est déjà retirée : rien n'a changé.",
    withdrawalPending: "Un retrait attend déjà une décision pour cette personne. Rien n'a été ajouté.",
    withdrawSelf: "Cette activité est la vôtre : une autre personne doit se prononcer.",
  },
};
