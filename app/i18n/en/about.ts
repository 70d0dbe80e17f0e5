import type fr from "../fr/about";
import type { Translated } from "../shape";

export default {
  accessibility: {
    title: "Accessibility",
    status: "This application has not been audited against RGAA 4.1 yet: it is declared non-compliant.",
    doneTitle: "What is checked",
    done: "For each version an automatic tool reads the screens of the main journey at 320 and 1366 pixels wide. It sees part of the criteria only.",
    withoutTitle: "Without JavaScript",
    without:
      "Every page reads and submits without JavaScript, except writing a lesson plan together, which says so and can still be read.",
    contactTitle: "Report a difficulty",
    contact:
      "Write to the support desk of your académie with the address of the page. If no answer comes, you may turn to the Défenseur des droits.",
  },
  privacy: {
    title: "Personal data",
    keptTitle: "What is recorded",
    kept: "Your name, professional address, functions, enrolments, attendance signatures with their time, and the hours that follow from them. Of whoever is paid, the career: category, corps, grade, service and main activity, with every change.",
    notTitle: "What is not",
    not: "Neither your position, nor your time online, nor your clicks. Hours are planned and attested by a person.",
    whoTitle: "Who sees what",
    trainee: "Your référent sees your progress, your head of school your participation only.",
    trainer:
      "What is certified for pay is seen by those who certify, decide and pay, up to the académie. The nation sees sums. Your career is seen by you, in your account, and by the rectorat that writes it.",
    scenario: "A lesson plan is seen by the team that writes it and by the référent of the session.",
    rightsTitle: "Your rights",
    rights:
      "You may ask to read, correct or erase what concerns you, except what the law requires to keep for pay. Turn to the data protection officer of your académie.",
  },
  station: {
    title: "Test this device",
    intro:
      "This page says whether this device and this network let you work here. Send the result to the person in charge of the network if a point fails.",
    javascript: "JavaScript",
    cookies: "Cookies",
    websocket: "Real time, direct way (WebSocket)",
    polling: "Real time, fallback (HTTP)",
    clock: "Clock of the device",
    yes: "works",
    no: "does not work",
    wait: "checking",
    off: "disabled: pages work, writing together does not",
    signInFirst: "sign in to check this point",
    blocked: "blocked by the network: the fallback takes over",
    drift: (facts: { seconds: number }) =>
      facts.seconds < 30 ? "on time" : `off by ${facts.seconds} s: no effect here, the server's time counts`,
  },
  errors: {},
} satisfies Translated<typeof fr>;
