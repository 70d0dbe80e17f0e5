import type fr from "../fr/today";
import type { Translated } from "../shape";

export default {
  title: "Today, {at:date}",
  hour: "{place} · {at:time}",
  card: {
    morning: "Morning",
    afternoon: "Afternoon",
    until: "until {at:time}",
    startsIn: "Starts in {minutes:hours}",
    started: "Under way",
    over: "Over",
    expected: (facts: { count: number; teams: number }) =>
      `${facts.count} expected${facts.teams > 0 ? `, ${facts.teams} team${facts.teams > 1 ? "s" : ""}` : ""}`,
    stage: "{cohort} – stage {position}",
    open: "Open the attendance sheet",
    see: "See the séance",
    print: "Print the sheet",
    sign: "Sign my presence",
    signHow: "Scan the code shown in the room, or type its six characters.",
    remote: "Remote",
  },
  waitingTitle: "Waiting for you",
  nothingWaits: "Nothing waits for you. The next tasks will show here.",
  waiting: {
    sheetToClose: {
      title: "Attendance sheet to close: {title}",
      detail: "Séance of {at:datetime}. Until it is closed, no hour counts.",
    },
    letterToSign: {
      title: "Mission letter to sign: {name}",
      detail: "Letter no. {number}. Without it, their hours stay on hold.",
    },
    letterUnsigned: {
      title: "Your mission letter awaits the head's signature",
      detail: "Letter no. {number}. Without it, your hours stay on hold.",
    },
    amendmentToSign: {
      title: "Amendment to sign: {name}",
      detail: "Mission letter no. {number}. The hours it adds await your signature.",
    },
    amendmentUnsigned: {
      title: "An amendment to your mission letter awaits the head's signature",
      detail: "Letter no. {number}. The hours it adds stay on hold.",
    },
    monthCloses: {
      title: "{place}: {month:month} is closed, certify before {at:datetime}",
      detail: "After that an hour of this month is not certified unless it is opened again.",
    },
    monthClosesOwn: {
      title: "{month:month} is closed: {minutes:hours} of yours are not certified",
      detail: "They can be until {at:datetime}. Check them, declare the month complete or contest.",
    },
    monthReopened: {
      title: "{place}: {month:month} is open again, some is left to certify",
      detail: "Reason: {reason}. Hours not certified: {minutes:hours}; attendance sheets to close: {sheets}.",
    },
    monthReopenedOwn: {
      title: "{month:month} is open again: {minutes:hours} of yours are not certified",
      detail: "Reason: {reason}. Check them, declare the month complete or contest.",
    },
    toCertify: {
      title: (facts: { count: number }) => `${facts.count} service${facts.count > 1 ? "s" : ""} to certify`,
      detail: "{minutes:hours} done: without certification they are not paid.",
    },
    correctionToDecide: {
      title: "Attendance correction to approve",
      detail: "{title}. A second person has to decide: you.",
    },
    hourCorrectionToDecide: {
      title: "Correction of an hour to decide: {name}",
      detail: "{trueMinutes:hours} instead of {minutes:hours}. A second person has to decide.",
    },
    withdrawalToDecide: {
      title: "Withdrawal of an attestation to decide: {title}",
      detail: "A second person must decide: you.",
    },
    workToAttest: {
      title: "Works of design to attest: {name}",
      detail: "{minutes:hours} declared: without an attestation they are not counted.",
    },
    workRefused: {
      title: "Work of design refused: {made}",
      detail: "Reason: {reason}. No hour is counted.",
    },
    statementReturned: {
      title: "Statement given back by the control: {channel}, {month:month}",
      detail: "{name}: {reason}",
    },
    statementRefused: {
      title: "Statement refused by the rectorat: {channel}, {month:month}",
      detail: "{name}: {reason}",
    },
    statementToControl: {
      title: "Statement to control: {channel}, {month:month}",
      detail: "{cents:money} in total. Without your control the rectorat cannot decide.",
    },
    statementToDecide: {
      title: "Statement to decide: {channel}, {month:month}",
      detail: "{cents:money} in total, controlled.",
    },
    statementToExport: { title: "Statement to export: {channel}, {month:month}", detail: "{cents:money}, decided." },
    hoursUnsettled: {
      title: ({ count }: { count: number }) =>
        count > 1 ? `${count} lines declared and not paid yet` : "One line declared and not paid yet",
      detail: (facts: { days: number; unexplained: number }): string =>
        `More than ${facts.days} days after the month closed. ${facts.unexplained > 0 ? `Unexplained: ${facts.unexplained}.` : "Each has its cause."}`,
    },
    missionToDecide: { title: "IFIC to decide: {name}", detail: "{cents:money} proposed, both councils held." },
    missionLeft: {
      title: "Mission left before its end: {name}",
      detail: "{cents:money} stay committed until you decide.",
    },
    questionToAnswer: {
      title: "Question of the rules to answer: {name}",
      detail: "{channel} waits: no text decides, your answer pays it or refuses it.",
    },
    rateAwaited: {
      title: "Hours without a rate in {month:month}: {corps}, {grade}",
      detail: (facts: { academies: number }) =>
        `In ${facts.academies} académie${facts.academies > 1 ? "s" : ""} they wait for this rate to be written.`,
    },
    careerToComplete: {
      title: "Career to complete: {name}",
      detail: (facts: { count: number }) =>
        `${facts.count} line${facts.count > 1 ? "s" : ""} of drafts ${facts.count > 1 ? "wait" : "waits"}: corps, grade or main activity is not known.`,
    },
    serviceToAttest: {
      title: "Service of the year to attest: {name}",
      detail: "{channel} of {cents:money}: without it nothing is paid.",
    },
    factToRecord: {
      title: "Council dates to enter: {name}",
      detail: "The IFIC of {cents:money} stays on hold without them.",
    },
    monthOpenAgain: {
      title: "{place}: {month:month} is open again",
      detail: "Reason: {reason}. Nothing there waits for you to certify it for now.",
    },
    monthClosed: {
      title: "{place}: {month:month} is closed",
      detail: "Nothing is certified there since {at:datetime}. A correction reaches the next statement.",
    },
    channelClosed: {
      title: "HSE for training: nothing decided for {year}",
      detail: "Without a decision no training hour is paid in HSE.",
    },
    allocationToPublish: {
      title: "Training credits {exercise} to split",
      detail: "Académies see nothing before publication.",
    },
    schoolsWithoutReferent: {
      title: (facts: { count: number }) => `${facts.count} school${facts.count > 1 ? "s" : ""} without a référent`,
      detail: "Naming a référent opens their mission letter.",
    },
    cohortToOpen: {
      title: "Session to open: {title}",
      detail: "Opening commits the credits and convenes the trainees.",
    },
    scenarioToReview: {
      title: (facts: { count: number }) =>
        `${facts.count} lesson plan${facts.count > 1 ? "s" : ""} to review for the library`,
      detail: "Without a decision, the team does not know whether it is published.",
    },
    licenceToAnswer: {
      title: "Your agreement is asked: {title}",
      detail: "The lesson plan is handed in to the library only once everybody has answered.",
    },
    returnToWrite: {
      title: "Reflective return to write: {title}",
      detail: "The trial in class is over. Your team and your trainers will read it.",
    },
    workToDeclare: {
      title: "Mission of design: {title}",
      detail: "{minutes:hours} declared of {most:hours} entrusted. Declare each work once it is done.",
    },
    scenario: { title: "Your team's lesson plan: {title}", detail: "{team}. Whatever says “Saved” is kept." },
  },
  cohorts: {
    title: "My sessions",
    trainees: (facts: { count: number }) => `${facts.count} trainee${facts.count > 1 ? "s" : ""}`,
    stage: "Stage {stage} of {stages}",
    next: "next séance on {at:date}",
    noNext: "no séance planned",
    preparation: "in preparation",
    progress: "Stage {stage} of {stages} of session {title}",
  },
  hours: {
    title: "My hours",
    declared: "Declared",
    certified: "Certified",
    paid: "Paid",
    origin: "Where do these hours come from?",
  },
  errors: {},
} satisfies Translated<typeof fr>;
