import type fr from "../fr/mail";
import type { Translated } from "../shape";

type SeanceFacts = Parameters<(typeof fr)["convocation"]["text"]>[0];

type CommentFacts = Parameters<(typeof fr)["scenarioComment"]["text"]>[0];

const where = ({ place, room, link }: SeanceFacts) =>
  [`Place: ${place}${room ? `, ${room}` : ""}`, ...(link ? [`Link: ${link}`] : [])].join("\n");

const seanceLines = (facts: SeanceFacts) =>
  [
    `Session: ${facts.title}`,
    `Training: ${facts.cohort}`,
    `Date: ${facts.day}, ${facts.hours}`,
    where(facts),
    `Led by: ${facts.referent}`,
  ].join("\n");

export default {
  greeting: "Hello,",
  signature: "EntrePairs. This message is sent automatically; answers are not read.",
  invitation: {
    subject: "Activate your EntrePairs account",
    text: "An account has been opened for you on EntrePairs, the platform where teachers train together.\n\nTo choose your password and activate it, open this address:\n{url}\n\nIt works once, until {until}. If you did not expect this message, do nothing: the account stays closed.",
  },
  reset: {
    subject: "Choose a new password",
    text: "A new password was asked for your EntrePairs account.\n\nTo choose it, open this address:\n{url}\n\nIt works once, until {until}. If you did not ask for it, do nothing: your password stays the same.",
  },
  convocation: {
    subject: "You are expected: {title}, {day}",
    text: (facts: SeanceFacts) =>
      `You are expected at a training session.\n\n${seanceLines(facts)}\n\nYou will sign your presence there, with the code shown by the person who leads it.\n\nDetails:\n${facts.url}`,
  },
  "seance-moved": {
    subject: "Session moved: {title}, {day}",
    text: (facts: SeanceFacts) =>
      `A training session has been moved. These facts replace the former ones.\n\n${seanceLines(facts)}\n\nDetails:\n${facts.url}`,
  },
  "seance-cancelled": {
    subject: "Session cancelled: {title}, {day}",
    text: (facts: SeanceFacts) =>
      `The following session will not take place.\n\n${seanceLines(facts)}\nReason: ${facts.reason || "not given"}\n\nNobody is expected, no hour will be counted.`,
  },
  reminder: {
    subject: "Reminder: {title}, {day}",
    text: (facts: SeanceFacts) =>
      `A reminder of the training session ahead.\n\n${seanceLines(facts)}\n\nDetails:\n${facts.url}`,
  },
  letterToSign: {
    subject: "Letter of mission to sign: {person}",
    text: (facts: { title: string; person: string; place: string; year: string; amount: string; url: string }) =>
      [
        "A letter of mission awaits your signature.",
        "",
        `Mission: ${facts.title}`,
        `Person: ${facts.person}`,
        `School: ${facts.place}`,
        `School year: ${facts.year}`,
        ...(facts.amount ? [`Planned amount: ${facts.amount}`] : []),
        "",
        "Read and sign it:",
        facts.url,
      ].join("\n"),
  },
  amendmentToSign: {
    subject: "Amendment to sign: {person}",
    text: "An amendment to a letter of mission awaits your signature.\n\nMission: {title}\nPerson: {person}\nSchool: {place}\nSchool year: {year}\n\nRead and sign it:\n{url}",
  },
  certificateIssued: {
    subject: "Your certificate: {cohort}",
    text: "Your training certificate is ready.\n\nTraining: {cohort}\n\nDownload it:\n{url}\n\nTo have it verified, pass on this public address:\n{verification}",
  },
  scenarioToConfirm: {
    subject: "Your agreement to publish: {title}",
    text: "The lesson plan you contributed to is proposed to the library.\n\nLesson plan: {title}\nProposed licence: {licence}\n\nSay whether you accept this licence, and whether your name stands among the authors. The text is handed in only once everybody has answered.\n\nAnswer:\n{followUrl}",
  },
  scenarioToReview: {
    subject: "Lesson plan to review: {title}",
    text: "A team of your académie hands in a lesson plan for the library.\n\nLesson plan: {title}\nSchool: {place}\nLicence: {licence}\n\nReview it and decide:\n{url}",
  },
  scenarioReturned: {
    subject: "Lesson plan returned: {title}",
    text: "The reviewer returns the lesson plan that your team handed in.\n\nLesson plan: {title}\nReason: {reason}\n\nYou can work on it and hand it in again:\n{followUrl}",
  },
  scenarioPublished: {
    subject: "Lesson plan published: {title}",
    text: "The lesson plan of your team is published in the library.\n\nLesson plan: {title}\nLicence: {licence}\n\nRead it:\n{url}",
  },
  scenarioWithdrawn: {
    subject: "Lesson plan withdrawn from the library: {title}",
    text: "The following lesson plan is withdrawn from the library.\n\nLesson plan: {title}\nReason: {reason}\n\nCopies already made keep their licence and their credit.\n\nDetails:\n{followUrl}",
  },
  statementReturned: {
    subject: "Statement given back: {channel}, {month}",
    text: "The control gives a statement back. It is a draft again.\n\nStatement: {number}, {academie}\nMonth of service: {month}\nGiven back by: {by}\nReason: {reason}\n\nRead it and compute it again:\n{url}",
  },
  statementRefused: {
    subject: "Statement refused: {channel}, {month}",
    text: "The rectorat refuses a controlled statement. It is a draft again, to be controlled anew.\n\nStatement: {number}, {academie}\nMonth of service: {month}\nRefused by: {by}\nReason: {reason}\n\nRead it:\n{url}",
  },
  monthCloses: {
    subject: "To certify before {until}: {place}",
    text: "The rectorat has closed a month of service; some time is left to certify.\n\nSchool: {place}\nMonth of service: {month}\nDeadline: {until}\nHours not certified: {hours} ({length})\nAttendance sheets to close: {sheets}\n\nAfter that an hour of this month is not certified unless it is opened again.\n\nCertify:\n{url}",
  },
  monthClosesOwn: {
    subject: "Not all of your hours are certified: {month}",
    text: "The rectorat has closed a month of service in which hours of yours are not certified yet.\n\nMonth of service: {month}\nDeadline of certification: {until}\n\nCheck them, say that your declaration is complete or contest what is wrong: the head of school will see it.\n\nSee my hours:\n{url}",
  },
  monthReopened: {
    subject: "Month open again, some is left to certify: {place}, {month}",
    text: "The rectorat has opened a month of service again: its hours are certified again.\n\nSchool: {place}\nMonth of service: {month}\nReason: {reason}\nHours not certified: {hours} ({length})\nAttendance sheets to close: {sheets}\n\nWhat is certified reaches the next statement.\n\nCertify:\n{url}",
  },
  monthReopenedOwn: {
    subject: "Month open again, not all of your hours are certified: {month}",
    text: "The rectorat has opened a month of service again in which hours of yours are not certified yet.\n\nMonth of service: {month}\nReason: {reason}\n\nCheck them, say that your declaration is complete or contest what is wrong: the head of school will see it.\n\nSee my hours:\n{url}",
  },
  scenarioComment: {
    subject: "{author} commented: {title}",
    text: (facts: CommentFacts) =>
      [
        `${facts.author} commented on the lesson plan “${facts.title}”.`,
        ...(facts.quote ? ["", `Passage: ${facts.quote}`] : []),
        "",
        facts.body,
        "",
        "Read the discussion and answer:",
        facts.url,
      ].join("\n"),
  },
  messages: {
    title: "Messages",
    subtitle: "What EntrePairs has sent you. Messages also go to your e-mail address.",
    empty: "No message",
    emptyText: "Invitations to sessions, changes of date and certificates will appear here.",
    markRead: "Mark all as read",
    unread: "unread",
    sentOn: "Sent on {at:datetime}",
    marked: "Your messages are marked as read.",
  },
  mailbox: {
    title: "Mailbox of the demonstration",
    subtitle: "No message leaves the demonstration: all it sends is kept here.",
    caption: "Messages kept",
    to: "To",
    subject: "Subject",
    search: "Recipient's address",
    filter: "Search",
    all: "Show all addresses",
    empty: "No message kept",
    emptyText: "An invitation, a summons or a certificate will bring one.",
    back: "All messages",
  },
  errors: {},
} satisfies Translated<typeof fr>;
