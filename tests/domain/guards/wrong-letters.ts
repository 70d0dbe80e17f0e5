import { good, id, type Row } from "./rows";
import { hseMission, inAcademie, statement, type WrongAct } from "./wrong-acts";

const signedBy = (by: string): Row => ({
  status: "SIGNED",
  signed_at: "2012-10-18T15:00:00Z",
  signed_by_id: id(by),
  hash: "h",
});
const signedLetter: [string, Row] = ["mission_letter", { ...good.mission_letter, ...signedBy("head") }];
const amendment: Row = good.letter_amendment ?? {};
const amended = signedBy("head");
const signing = (by: string) => `status = 'SIGNED', signed_at = now(), signed_by_id = '${id(by)}', hash = 'h'`;
/** Letters that were signed, and their amendments. */
export const wrongLetterActs: WrongAct[] = [
  {
    ...{ on: "mission_letter", trigger: "signed_letter_stays", given: [signedLetter] },
    ...{ act: "update mission_letter set ends_on = '2013-06-01'", says: /a signed letter stays as it was signed/ },
  },
  {
    ...{ on: "mission_letter", trigger: "signed_letter_stays", given: [signedLetter] },
    ...{ act: "delete from mission_letter", says: /a signed letter stays as it was signed/ },
  },
  ...[`delete from letter_amendment`, `truncate letter_amendment cascade`].map(
    (act): WrongAct => ({
      on: "letter_amendment",
      trigger: "amendment_stays",
      act,
      says: /an amendment is never removed/,
    }),
  ),
  ...(
    [
      [{ seq: 2 }, [signedLetter, hseMission], /the amendments of a letter follow one another/],
      [amended, [signedLetter, hseMission], /an amendment is issued before it is signed/],
      [{}, [["mission_letter", good.mission_letter ?? {}], hseMission], /only a signed letter is amended/],
      [{}, [signedLetter, ["mission", good.mission ?? {}]], /only the letter of hours is amended/],
      [{ issued_by_id: id("person") }, [signedLetter, hseMission], /whoever benefits does not amend/],
    ] as [Row, [string, Row][], RegExp][]
  ).map(
    ([but, given, says]): WrongAct => ({
      ...{ on: "letter_amendment", trigger: "amendment_follows", given, says },
      act: { insert: "letter_amendment", row: { ...good.letter_amendment, ...but } },
    }),
  ),
  ...(
    [
      [amendment, "status = 'WITHDRAWN', ends_on = '2013-07-04'", /signed or withdrawn once, as it was issued/],
      [{ ...amendment, ...amended }, "ends_on = '2013-07-04'", /signed or withdrawn once, as it was issued/],
      [{ ...amendment, status: "WITHDRAWN" }, "status = 'ISSUED'", /signed or withdrawn once, as it was issued/],
      [amendment, signing("person"), /whoever benefits does not sign/],
    ] as [Row, string, RegExp][]
  ).map(
    ([row, set, says]): WrongAct => ({
      ...{ on: "letter_amendment", trigger: "amendment_follows", says },
      given: [signedLetter, hseMission, ["letter_amendment", row]],
      act: `update letter_amendment set ${set}`,
    }),
  ),
  {
    ...{ on: "letter_amendment", trigger: "amendment_changes_drafts" },
    given: [signedLetter, hseMission, inAcademie, statement(good.pay_statement ?? {}), ["letter_amendment", amendment]],
    ...{ act: `update letter_amendment set ${signing("head")}`, left: "select 1 from draft_change" },
  },
];
