/** Amendments (avenants) of a lettre de mission. */
export default {
  title: "Avenant n° {seq}",
  status: { ISSUED: "à signer", SIGNED: "signé", WITHDRAWN: "retiré" },
  read: "Ce qu'il disait",
  reasonWas: "Motif : {reason}",
  open: "Modifier la lettre par un avenant",
  what: "L'avenant remplace les tâches, les heures et les dates de la lettre une fois signé par le chef d'établissement. {minutes:hours} sont déjà comptées. Les heures en attente qu'il couvre sont reprises d'elles-mêmes dans l'état en projet.",
  tasksHint:
    "Toutes les tâches, celles qui ne changent pas aussi. Avec leurs heures, par exemple : Animer trois ateliers : 3 h.",
  issuedBy: "Émis le {at:date} par {by}",
  signedBy: "Signé le {at:datetime} par {by}",
  reason: "Motif de l'avenant",
  submit: "Émettre l'avenant",
  issued: "L'avenant est émis ; le chef d'établissement est invité à le signer.",
  sign: "Signer l'avenant",
  signed: "L'avenant est signé.",
  withdraw: "Retirer l'avenant",
  withdrawn: "L'avenant est retiré ; la lettre ne change pas.",
  errors: {
    noAmendment: "Cet avenant est introuvable. Rien n'a été modifié.",
    amendHoursOnly:
      "Seule la lettre d'une mission payée à l'heure se modifie par avenant ; un montant se décide à nouveau.",
    amendUnsigned: "La lettre n'est pas encore signée : un avenant viendra après.",
    amendEnded: "La mission est terminée : les heures en attente se règlent une par une, sur cette page.",
    amendmentWaits: "Un avenant attend déjà sa signature. Faites-le signer ou retirez-le d'abord.",
    amendmentDecided: "Cet avenant est déjà signé ou retiré. Rien n'a été modifié.",
    amendsNothing: "Cet avenant ne changerait rien à la lettre.",
  },
};
