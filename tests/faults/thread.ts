import { assemble, type Play, type Step, type Story } from "./cast";
import type { Chance } from "./chance";
import { closeAndEnd, goToSeance, moves, signAndTick, write } from "./practising";
import {
  createCohort,
  decideFunction,
  enrol,
  entrust,
  makeTeams,
  nameReferent,
  openChannel,
  openWithMoney,
  plan,
  signLetter,
  splitCredits,
} from "./preparing";
import { certificates, certify, control, decide, exportStatement, read } from "./settling";

/** The thread from the split of the credits to the attestations, as people drive it: by forms and by sockets. */
export function thread(origin: string, drawn: Chance): { story: Story; steps: Step[] } {
  const play = assemble(origin, drawn);
  const { pilot, ctice, rectorat, office, head, claire } = play;
  const step = (name: string, does: (play: Play) => Promise<unknown>): Step => ({ name, play: () => does(play) });
  const steps = [
    step("sign in", () => Promise.all([pilot, ctice, rectorat, office, head, claire].map((one) => one.signsIn()))),
    step("split the credits", splitCredits),
    step("name the référente", nameReferent),
    step("sign the letter", signLetter),
    step("decide the function", decideFunction),
    step("open the channel", openChannel),
    step("entrust the training", entrust),
    step("create the session", createCohort),
    step("enrol twelve teachers", enrol),
    step("plan the séance", plan),
    step("open with money", openWithMoney),
    step("make teams", makeTeams),
    step("write together", write),
    step("go to the séance", goToSeance),
    step("sign and tick", signAndTick),
    ...closeAndEnd(play),
    step("certify the service", certify),
    step("go to 2 November", () => moves(play, "date", (bar) => bar.includes("2 novembre"))),
    step("control the statement", control),
    step("decide the statement", decide),
    step("export the statement", exportStatement),
    step("issue the certificates", certificates),
    step("read what was made", read),
    step("close the text", () => Promise.all(play.writers.map((writer) => writer.stops()))),
  ];
  return { story: play, steps };
}
