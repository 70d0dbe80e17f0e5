import type fr from "../fr/activity";
import type { Translated } from "../shape";

/** Activities at a distance of a session: what whoever leads it attests. */
export default {
  title: "Activities at a distance",
  intro:
    "An activity at a distance counts its planned duration when you attest that it was done: you have seen the work handed in, or its trace. Connection time is never measured.",
  stage: "Stage {position}, “{title}”",
  planned: "{modality}, {minutes:hours} planned",
  none: "No activity at a distance",
  noneWhy: "All the activities of this path are held on site.",
  notRunning: "The cohort is not running: nothing is attested.",
  held: "A séance of the same stage and modality is planned: its hours come from its attendance sheet.",
  attestOpen: ({ count }: { count: number }) =>
    count > 1 ? `Attest: ${count} people waiting` : "Attest: one person waiting",
  people: "Who did this activity?",
  everybody: "Tick everybody",
  submit: "Attest for the ticked people",
  nobodyLeft: "Nobody waits for an attestation.",
  attested: "Attested for",
  nobody: "Attested for nobody yet.",
  together: "{names}, on {at:date} by {by}",
  done: (facts: { attested: number }) =>
    facts.attested === 0
      ? "It was attested already."
      : `Activity attested for ${facts.attested} ${facts.attested > 1 ? "people" : "person"}. The hours are in the ledger.`,
  withdraw: {
    open: "Withdraw an attestation",
    person: "Person concerned",
    reason: "Reason",
    reasonHint: "It stays in the ledger with the counter-entry.",
    submit: "Propose the withdrawal",
    proposed: "Withdrawal proposed on {at:date} by {by}: {reason}",
    waits:
      "Waits for a second person: another person who leads the cohort, the head of school, the CTICE or the training office.",
    approve: "Approve the withdrawal",
    refuse: "Refuse the withdrawal",
    proposeDone: "The withdrawal is proposed. A second person must decide.",
    approveDone: "The attestation is withdrawn. A counter-entry takes the hour back.",
    refuseDone: "The withdrawal is refused. The attestation stays.",
  },
  errors: {
    nobodyTicked: "Tick at least one person.",
    activityUnknown: "This is not an activity at a distance of the path of this cohort.",
    sessionNotRunning: "The cohort is not running: an activity is attested between its opening and its closing.",
    activityIsSeance:
      "A séance of the same stage and modality is planned: its hours come from its attendance sheet. Nothing was attested.",
    notInSession:
      "One of the ticked people is no longer enrolled in the cohort. Nothing was attested: reload the page and start again.",
    attestSelf: "Nobody attests an own activity. Ask another person who leads the cohort.",
    attestationUnknown: "This attestation cannot be found. Reload the page.",
    withdrawalUnknown: "This withdrawal cannot be found. Reload the page.",
    alreadyWithdrawn: "This attestation is withdrawn already: nothing changed.",
    withdrawalPending: "A withdrawal already waits for a decision for this person. Nothing was added.",
    withdrawSelf: "This activity is yours: another person must decide.",
  },
} satisfies Translated<typeof fr>;
