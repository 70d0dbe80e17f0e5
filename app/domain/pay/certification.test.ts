import { expect, test } from "vitest";
import { type CertificationFacts, whyNotCertify } from "./certification";

const now = new Date("2012-10-20T08:00:00Z");
const facts: CertificationFacts = {
  certifierId: "head",
  personId: "trainer",
  authorIds: ["closer", "ticker"],
  endsAt: new Date("2012-10-17T15:00:00Z"),
  minutes: 180,
  reversed: false,
  month: "2012-10",
  closesAt: null,
};

test.each<[string, Partial<CertificationFacts>, string | null]>([
  ["an hour of somebody else, done, in an open month", {}, null],
  ["one's own hour (EVD-03)", { personId: "head" }, "pay.ownHour"],
  ["an hour whose sheet one closed or ticked (EVD-03)", { authorIds: ["closer", "head"] }, "pay.enteredHour"],
  ["a counter-entry", { minutes: -180 }, "pay.hourReversed"],
  ["an hour that was taken back", { reversed: true }, "pay.hourReversed"],
  ["an hour that ends this very instant", { endsAt: now }, null],
  ["an hour to come", { endsAt: new Date(now.getTime() + 1) }, "pay.serviceToCome"],
  ["a month that closes in an instant", { closesAt: new Date(now.getTime() + 1) }, null],
  ["a month that closed this very instant", { closesAt: now }, "pay.monthClosed"],
])("whether a head certifies %s", (_what, over, key) => {
  expect(whyNotCertify({ ...facts, ...over }, now)?.key ?? null).toBe(key);
});
