import { type HourDraft, type Modality, ruleVersionOf } from "./rules";

/** What an activity attested at a distance gives: its planned minutes, dated when it was attested. */
export type AttestedActivity = {
  id: string;
  activityId: string;
  enrolmentId: string;
  personId: string;
  seq: number;
  minutes: number;
  modality: Modality;
  at: Date;
};

/** Work of design that another person attested; `startsOn` is the instant its day begins where the mission is. */
export type AttestedWork = { id: string; missionId: string; personId: string; minutes: number; startsOn: Date };

/** Planned minutes have no interval: both instants date the line, for the rate, the month and the order of a list. */
const dated = (at: Date) => ({ startsAt: at, endsAt: at, seanceId: null, sheetId: null });
const fresh = { reversesId: null, reason: null } as const;

/** Once for each attestation of an activity of a person: one withdrawn and attested again is another line. */
export const entryForActivity = ({
  id,
  activityId,
  enrolmentId,
  seq,
  at,
  ...activity
}: AttestedActivity): HourDraft => ({
  ...activity,
  ...dated(at),
  ...fresh,
  role: "TRAINEE",
  source: "ACTIVITY",
  activityAttestationId: id,
  designWorkId: null,
  enrolmentId,
  missionId: null,
  sourceKey: `activity:${activityId}:${enrolmentId}:${seq}`,
  ruleVersion: ruleVersionOf("ACTIVITY"),
});

/** Design is done away from trainees: its modality is at a distance. */
export const entryForWork = ({ id, startsOn, ...work }: AttestedWork): HourDraft => ({
  ...work,
  ...dated(startsOn),
  ...fresh,
  role: "DESIGN",
  source: "DESIGN",
  modality: "REMOTE",
  activityAttestationId: null,
  designWorkId: id,
  enrolmentId: null,
  sourceKey: `design:${id}`,
  ruleVersion: ruleVersionOf("DESIGN"),
});
