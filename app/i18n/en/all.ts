import about from "./about";
import account from "./account";
import activity from "./activity";
import amendment from "./amendment";
import api from "./api";
import attendance from "./attendance";
import audit from "./audit";
import budget from "./budget";
import c2i2e from "./c2i2e";
import career from "./career";
import certificate from "./certificate";
import cohort from "./cohort";
import comment from "./comment";
import common from "./common";
import demo from "./demo";
import design from "./design";
import exchange from "./exchange";
import hours from "./hours";
import library from "./library";
import mail from "./mail";
import mission from "./mission";
import path from "./path";
import pay from "./pay";
import payFlow from "./pay-flow";
import place from "./place";
import rates from "./rates";
import reconciliation from "./reconciliation";
import scenario from "./scenario";
import scenarioLibrary from "./scenario-library";
import seance from "./seance";
import suggestion from "./suggestion";
import today from "./today";
import version from "./version";

/** The English catalogue: one file per concept, whose `errors` gather under `errors.<concept>`. */
export default {
  common,
  about,
  account,
  career,
  place,
  mission,
  amendment,
  budget,
  path,
  cohort,
  seance,
  attendance,
  activity,
  scenario,
  comment,
  version,
  exchange,
  library,
  scenarioLibrary,
  hours,
  design,
  pay,
  payFlow,
  rates,
  reconciliation,
  certificate,
  suggestion,
  today,
  mail,
  demo,
  api,
  audit,
  c2i2e,
  errors: {
    common: common.errors,
    account: account.errors,
    career: career.errors,
    place: place.errors,
    mission: { ...mission.errors, ...amendment.errors },
    budget: budget.errors,
    path: path.errors,
    cohort: cohort.errors,
    seance: seance.errors,
    attendance: { ...attendance.errors, ...activity.errors },
    scenario: scenario.errors,
    comment: comment.errors,
    version: version.errors,
    exchange: exchange.errors,
    library: library.errors,
    scenarioLibrary: scenarioLibrary.errors,
    hours: { ...hours.errors, ...design.errors },
    pay: { ...pay.errors, ...payFlow.errors },
    rates: rates.errors,
    certificate: certificate.errors,
    today: today.errors,
    mail: mail.errors,
    demo: demo.errors,
    api: api.errors,
    audit: audit.errors,
    c2i2e: c2i2e.errors,
  },
};
