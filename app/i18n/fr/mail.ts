type SeanceFacts = {
  title: string;
  cohort: string;
  day: string;
  hours: string;
  place: string;
  room: string;
  link: string;
  referent: string;
  reason: string;
  url: string;
};

const where = ({ place, room, link }: SeanceFacts) =>
  [`Lieu : ${place}${room ? `, ${room}` : ""}`, ...(link ? [`Lien de connexion : ${link}`] : [])].join("\n");

const seanceLines = (facts: SeanceFacts) =>
  [
    `Séance : ${facts.title}`,
    `Session de formation : ${facts.cohort}`,
    `Date : ${facts.day}, ${facts.hours}`,
    where(facts),
    `Référent : ${facts.referent}`,
  ].join("\n");

type CommentFacts = { author: string; title: string; quote: string; body: string; url: string };

export default {
  greeting: "Bonjour,",
  signature: "EntrePairs. Ce message est envoyé automatiquement ; les réponses ne sont pas lues.",
  invitation: {
    subject: "Activer votre compte EntrePairs",
    text: "Un compte vous est ouvert sur EntrePairs, la plateforme de formation entre pairs.\n\nPour choisir votre mot de passe et activer ce compte, ouvrez cette adresse :\n{url}\n\nElle sert une seule fois, jusqu'au {until}. Si vous n'attendiez pas ce message, ne faites rien : le compte restera fermé.",
  },
  reset: {
    subject: "Choisir un nouveau mot de passe",
    text: "Un nouveau mot de passe a été demandé pour votre compte EntrePairs.\n\nPour le choisir, ouvrez cette adresse :\n{url}\n\nElle sert une seule fois, jusqu'au {until}. Si cette demande ne vient pas de vous, ne faites rien : votre mot de passe reste le même.",
  },
  convocation: {
    subject: "Convocation : {title}, {day}",
    text: (facts: SeanceFacts) =>
      `Une séance de formation vous attend.\n\n${seanceLines(facts)}\n\nVous signerez votre présence sur place, avec le code affiché par le référent.\n\nTous les détails :\n${facts.url}`,
  },
  "seance-moved": {
    subject: "Séance déplacée : {title}, {day}",
    text: (facts: SeanceFacts) =>
      `Une séance de formation est déplacée. Voici ses nouvelles indications ; elles remplacent les précédentes.\n\n${seanceLines(facts)}\n\nTous les détails :\n${facts.url}`,
  },
  "seance-cancelled": {
    subject: "Séance annulée : {title}, {day}",
    text: (facts: SeanceFacts) =>
      `La séance suivante n'aura pas lieu.\n\n${seanceLines(facts)}\nMotif : ${facts.reason || "non précisé"}\n\nAucune présence n'est attendue, aucune heure ne sera comptée.`,
  },
  reminder: {
    subject: "Rappel : {title}, {day}",
    text: (facts: SeanceFacts) =>
      `Pour mémoire, une séance de formation vous attend.\n\n${seanceLines(facts)}\n\nTous les détails :\n${facts.url}`,
  },
  letterToSign: {
    subject: "Lettre de mission à signer : {person}",
    text: (facts: { title: string; person: string; place: string; year: string; amount: string; url: string }) =>
      [
        "Une lettre de mission attend votre signature.",
        "",
        `Mission : ${facts.title}`,
        `Personne : ${facts.person}`,
        `Établissement : ${facts.place}`,
        `Année scolaire : ${facts.year}`,
        ...(facts.amount ? [`Montant prévu : ${facts.amount}`] : []),
        "",
        "La lire et la signer :",
        facts.url,
      ].join("\n"),
  },
  amendmentToSign: {
    subject: "Avenant à signer : {person}",
    text: "Un avenant à une lettre de mission attend votre signature.\n\nMission : {title}\nPersonne : {person}\nÉtablissement : {place}\nAnnée scolaire : {year}\n\nLe lire et le signer :\n{url}",
  },
  certificateIssued: {
    subject: "Votre attestation : {cohort}",
    text: "Votre attestation de formation est disponible.\n\nSession de formation : {cohort}\n\nLa télécharger :\n{url}\n\nPour la faire vérifier, transmettez cette adresse publique :\n{verification}",
  },
  scenarioToConfirm: {
    subject: "Votre accord pour publier : {title}",
    text: "Le scénario auquel vous avez contribué est proposé à la médiathèque.\n\nScénario : {title}\nLicence proposée : {licence}\n\nDites si vous acceptez cette licence, et si votre nom doit figurer parmi les auteurs. Le texte n'est remis que lorsque tous ont répondu.\n\nRépondre :\n{followUrl}",
  },
  scenarioToReview: {
    subject: "Scénario à relire : {title}",
    text: "Une équipe de votre académie remet un scénario pour la médiathèque.\n\nScénario : {title}\nÉtablissement : {place}\nLicence : {licence}\n\nLe relire et décider :\n{url}",
  },
  scenarioReturned: {
    subject: "Scénario rendu : {title}",
    text: "Le relecteur rend à votre équipe le scénario qu'elle a remis.\n\nScénario : {title}\nMotif : {reason}\n\nVous pouvez le reprendre et le remettre :\n{followUrl}",
  },
  scenarioPublished: {
    subject: "Scénario publié : {title}",
    text: "Le scénario de votre équipe est publié dans la médiathèque.\n\nScénario : {title}\nLicence : {licence}\n\nLe lire :\n{url}",
  },
  scenarioWithdrawn: {
    subject: "Scénario retiré de la médiathèque : {title}",
    text: "Le scénario suivant est retiré de la médiathèque.\n\nScénario : {title}\nMotif : {reason}\n\nLes copies déjà faites gardent leur licence et leur mention.\n\nLe détail :\n{followUrl}",
  },
  statementReturned: {
    subject: "État liquidatif rendu : {channel}, {month}",
    text: "Le contrôle rend un état liquidatif. Il redevient un projet.\n\nÉtat : {number}, {academie}\nMois de service : {month}\nRendu par : {by}\nMotif : {reason}\n\nLe lire et le recalculer :\n{url}",
  },
  statementRefused: {
    subject: "État liquidatif refusé : {channel}, {month}",
    text: "Le rectorat refuse un état liquidatif contrôlé. Il redevient un projet, à contrôler à nouveau.\n\nÉtat : {number}, {academie}\nMois de service : {month}\nRefusé par : {by}\nMotif : {reason}\n\nLe lire :\n{url}",
  },
  monthCloses: {
    subject: "À certifier avant le {until} : {place}",
    text: "Le rectorat a clos un mois de service ; un délai reste pour certifier.\n\nÉtablissement : {place}\nMois de service : {month}\nDernier délai : {until}\nHeures non certifiées : {hours} ({length})\nFeuilles d'émargement à clore : {sheets}\n\nPassé ce délai, une heure de ce mois ne se certifie plus sans réouverture.\n\nCertifier :\n{url}",
  },
  monthClosesOwn: {
    subject: "Vos heures du mois ne sont pas toutes certifiées : {month}",
    text: "Le rectorat a clos un mois de service où des heures à vous ne sont pas encore certifiées.\n\nMois de service : {month}\nDernier délai de certification : {until}\n\nVérifiez-les, dites que votre déclaration est complète ou contestez ce qui ne va pas : le chef d'établissement le verra.\n\nVoir mes heures :\n{url}",
  },
  monthReopened: {
    subject: "Mois rouvert, il reste à certifier : {place}, {month}",
    text: "Le rectorat a rouvert un mois de service : ses heures se certifient à nouveau.\n\nÉtablissement : {place}\nMois de service : {month}\nMotif : {reason}\nHeures non certifiées : {hours} ({length})\nFeuilles d'émargement à clore : {sheets}\n\nCe qui est certifié rejoint le prochain état liquidatif.\n\nCertifier :\n{url}",
  },
  monthReopenedOwn: {
    subject: "Mois rouvert, vos heures ne sont pas toutes certifiées : {month}",
    text: "Le rectorat a rouvert un mois de service où des heures à vous ne sont pas encore certifiées.\n\nMois de service : {month}\nMotif : {reason}\n\nVérifiez-les, dites que votre déclaration est complète ou contestez ce qui ne va pas : le chef d'établissement le verra.\n\nVoir mes heures :\n{url}",
  },
  scenarioComment: {
    subject: "{author} a commenté : {title}",
    text: (facts: CommentFacts) =>
      [
        `${facts.author} a commenté le scénario « ${facts.title} ».`,
        ...(facts.quote ? ["", `Passage : ${facts.quote}`] : []),
        "",
        facts.body,
        "",
        "Lire la discussion et répondre :",
        facts.url,
      ].join("\n"),
  },
  messages: {
    title: "Messages",
    subtitle: "Les messages qu'EntrePairs vous a envoyés. Ils partent aussi à votre adresse électronique.",
    empty: "Aucun message",
    emptyText: "Les convocations, les déplacements de séance et les attestations apparaîtront ici.",
    markRead: "Marquer tout comme lu",
    unread: "non lu",
    sentOn: "Envoyé le {at:datetime}",
    marked: "Vos messages sont marqués comme lus.",
  },
  mailbox: {
    title: "Boîte aux lettres de la démonstration",
    subtitle: "Aucun message ne quitte la démonstration : tous ceux qu'elle envoie sont gardés ici.",
    caption: "Messages gardés",
    to: "Pour",
    subject: "Objet",
    search: "Adresse du destinataire",
    filter: "Chercher",
    all: "Voir toutes les adresses",
    empty: "Aucun message gardé",
    emptyText: "Une invitation, une convocation ou une attestation en fera arriver un.",
    back: "Tous les messages",
  },
  /** Refusals of this concept, found as `errors.mail.<name>`. */
  errors: {},
};
