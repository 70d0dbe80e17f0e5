export default {
  title: "Aujourd'hui, {at:date}",
  hour: "{place} · {at:time}",
  card: {
    morning: "Matin",
    afternoon: "Après-midi",
    until: "jusqu'à {at:time}",
    startsIn: "Commence dans {minutes:hours}",
    started: "En cours",
    over: "Terminée",
    expected: (facts: { count: number; teams: number }) =>
      `${facts.count} attendu${facts.count > 1 ? "s" : ""}${facts.teams > 0 ? `, ${facts.teams} équipe${facts.teams > 1 ? "s" : ""}` : ""}`,
    stage: "{cohort} – étape {position}",
    open: "Ouvrir l'émargement",
    see: "Voir la séance",
    print: "Imprimer la feuille",
    sign: "Signer ma présence",
    signHow: "Scannez le code affiché dans la salle, ou tapez ses six caractères.",
    remote: "À distance",
  },
  waitingTitle: "Ce qui vous attend",
  nothingWaits: "Rien ne vous attend. Les prochaines tâches apparaîtront ici.",
  waiting: {
    sheetToClose: {
      title: "Émargement à clore : {title}",
      detail: "Séance du {at:datetime}. Sans clôture, aucune heure n'est comptée.",
    },
    letterToSign: {
      title: "Lettre de mission à signer : {name}",
      detail: "Lettre n° {number}. Sans elle, ses heures restent en attente.",
    },
    letterUnsigned: {
      title: "Votre lettre de mission attend la signature du chef d'établissement",
      detail: "Lettre n° {number}. Sans elle, vos heures restent en attente.",
    },
    amendmentToSign: {
      title: "Avenant à signer : {name}",
      detail: "Lettre de mission n° {number}. Les heures qu'il ajoute attendent votre signature.",
    },
    amendmentUnsigned: {
      title: "Un avenant à votre lettre de mission attend la signature du chef d'établissement",
      detail: "Lettre n° {number}. Les heures qu'il ajoute restent en attente.",
    },
    monthCloses: {
      title: "{place} : {month:month} est clos, à certifier avant le {at:datetime}",
      detail: "Passé ce délai, une heure de ce mois ne se certifie plus sans réouverture.",
    },
    monthClosesOwn: {
      title: "{month:month} est clos : {minutes:hours} à vous ne sont pas certifiées",
      detail: "Elles peuvent l'être jusqu'au {at:datetime}. Vérifiez-les, déclarez le mois complet ou contestez.",
    },
    monthReopened: {
      title: "{place} : {month:month} est rouvert, il reste à certifier",
      detail: "Motif : {reason}. Heures non certifiées : {minutes:hours} ; feuilles d'émargement à clore : {sheets}.",
    },
    monthReopenedOwn: {
      title: "{month:month} est rouvert : {minutes:hours} à vous ne sont pas certifiées",
      detail: "Motif : {reason}. Vérifiez-les, déclarez le mois complet ou contestez.",
    },
    toCertify: {
      title: (facts: { count: number }) => `${facts.count} service${facts.count > 1 ? "s" : ""} à certifier`,
      detail: "{minutes:hours} assurées : sans certification, elles ne sont pas payées.",
    },
    correctionToDecide: {
      title: "Correction d'émargement à approuver",
      detail: "{title}. Une seconde personne doit se prononcer : vous.",
    },
    hourCorrectionToDecide: {
      title: "Correction d'heure à décider : {name}",
      detail: "{trueMinutes:hours} au lieu de {minutes:hours}. Une seconde personne doit se prononcer.",
    },
    withdrawalToDecide: {
      title: "Retrait d'une attestation à décider : {title}",
      detail: "Une seconde personne doit se prononcer : vous.",
    },
    workToAttest: {
      title: "Travaux de conception à attester : {name}",
      detail: "{minutes:hours} déclarées : sans attestation, elles ne sont pas comptées.",
    },
    workRefused: {
      title: "Travail de conception refusé : {made}",
      detail: "Motif : {reason}. Aucune heure n'est comptée.",
    },
    statementReturned: {
      title: "État liquidatif rendu par le contrôle : {channel}, {month:month}",
      detail: "{name} : {reason}",
    },
    statementRefused: {
      title: "État liquidatif refusé par le rectorat : {channel}, {month:month}",
      detail: "{name} : {reason}",
    },
    statementToControl: {
      title: "État liquidatif à contrôler : {channel}, {month:month}",
      detail: "{cents:money} au total. Sans votre contrôle, le rectorat ne peut pas décider.",
    },
    statementToDecide: {
      title: "État liquidatif à décider : {channel}, {month:month}",
      detail: "{cents:money} au total, contrôlés.",
    },
    statementToExport: {
      title: "État liquidatif à exporter : {channel}, {month:month}",
      detail: "{cents:money}, décidé.",
    },
    hoursUnsettled: {
      title: ({ count }: { count: number }) =>
        count > 1 ? `${count} lignes déclarées et pas encore payées` : "Une ligne déclarée et pas encore payée",
      detail: (facts: { days: number; unexplained: number }): string =>
        `Plus de ${facts.days} jours après la clôture du mois. ${facts.unexplained > 0 ? `Inexpliquées : ${facts.unexplained}.` : "Chacune a sa cause."}`,
    },
    missionToDecide: { title: "IFIC à décider : {name}", detail: "{cents:money} proposés, conseils réunis." },
    missionLeft: {
      title: "Mission quittée avant son terme : {name}",
      detail: "{cents:money} restent engagés jusqu'à votre décision.",
    },
    questionToAnswer: {
      title: "Question des règles à trancher : {name}",
      detail: "{channel} en attente : aucun texte ne décide, votre réponse la paie ou la refuse.",
    },
    rateAwaited: {
      title: "Heures sans taux en {month:month} : {corps}, {grade}",
      detail: (facts: { academies: number }) =>
        `Dans ${facts.academies} académie${facts.academies > 1 ? "s" : ""}, elles attendent que ce taux soit écrit.`,
    },
    careerToComplete: {
      title: "Carrière à compléter : {name}",
      detail: (facts: { count: number }) =>
        facts.count > 1
          ? `${facts.count} lignes de projets attendent : le corps, le grade ou l'activité de ces jours n'est pas connu.`
          : "Une ligne d'un projet attend : le corps, le grade ou l'activité de ce jour n'est pas connu.",
    },
    serviceToAttest: {
      title: "Service de l'année à attester : {name}",
      detail: "{channel} de {cents:money} : sans attestation, rien n'est payé.",
    },
    factToRecord: {
      title: "Dates des conseils à saisir : {name}",
      detail: "L'IFIC de {cents:money} reste en attente sans elles.",
    },
    monthOpenAgain: {
      title: "{place} : {month:month} est rouvert",
      detail: "Motif : {reason}. Rien n'y attend votre certification pour l'instant.",
    },
    monthClosed: {
      title: "{place} : {month:month} est clos",
      detail: "Plus rien ne s'y certifie depuis le {at:datetime}. Une correction rejoint l'état suivant.",
    },
    channelClosed: {
      title: "HSE pour formation : rien n'est décidé pour {year}",
      detail: "Sans décision, aucune heure de formation n'est payée en HSE.",
    },
    allocationToPublish: {
      title: "Crédits de formation {exercise} à répartir",
      detail: "Les académies ne voient rien avant la publication.",
    },
    schoolsWithoutReferent: {
      title: (facts: { count: number }) => `${facts.count} établissement${facts.count > 1 ? "s" : ""} sans référent`,
      detail: "Nommer un référent ouvre sa lettre de mission.",
    },
    cohortToOpen: {
      title: "Session à ouvrir : {title}",
      detail: "L'ouverture engage les crédits et convoque les stagiaires.",
    },
    scenarioToReview: {
      title: (facts: { count: number }) =>
        `${facts.count} scénario${facts.count > 1 ? "s" : ""} à relire pour la médiathèque`,
      detail: "Sans décision, l'équipe ne sait pas s'il est publié.",
    },
    licenceToAnswer: {
      title: "Votre accord est demandé : {title}",
      detail: "Le scénario n'est remis à la médiathèque que lorsque chacun a répondu.",
    },
    returnToWrite: {
      title: "Retour réflexif à écrire : {title}",
      detail: "L'essai en classe est terminé. Votre équipe et vos formateurs le liront.",
    },
    workToDeclare: {
      title: "Mission de conception : {title}",
      detail: "{minutes:hours} déclarées sur {most:hours} confiées. Déclarez chaque travail une fois fait.",
    },
    scenario: {
      title: "Le scénario de votre équipe : {title}",
      detail: "{team}. Tout ce qui porte « Enregistré » est conservé.",
    },
  },
  cohorts: {
    title: "Mes sessions",
    trainees: (facts: { count: number }) => `${facts.count} stagiaire${facts.count > 1 ? "s" : ""}`,
    stage: "Étape {stage} sur {stages}",
    next: "prochaine séance le {at:date}",
    noNext: "aucune séance prévue",
    preparation: "en préparation",
    progress: "Étape {stage} sur {stages} de la session {title}",
  },
  hours: {
    title: "Mes heures",
    declared: "Déclarées",
    certified: "Certifiées",
    paid: "Payées",
    origin: "D'où viennent ces heures ?",
  },
  errors: {},
};
