import { z } from "zod";
import { roles } from "../actor";
import { PASSWORD_MAX } from "./rules";

/** An address as typed: spaces around and capitals do not make another person. */
export const Email = z.string("common.required").trim().toLowerCase().max(254).pipe(z.email("common.invalidEmail"));
/** Judged by `passwordFault`; here only that it may be hashed. */
const Password = z
  .string("common.required")
  .min(1, "common.required")
  .max(PASSWORD_MAX * 4, "account.passwordTooLong");
const Name = z.string("common.required").trim().min(1, "common.required").max(80, "account.nameTooLong");

export const SignIn = z.object({ email: Email, password: Password, suite: z.string().max(2000).optional() });
export const AskReset = z.object({ email: Email });
export const ChoosePassword = z.object({ password: Password });
export const Activate = z.object({ givenName: Name, familyName: Name, password: Password });
export const ChangePassword = z.object({ current: Password, password: Password });
export const SetLocale = z.object({ locale: z.enum(["fr", "en"]), back: z.string().max(2000).optional() });
/** A form that is one button. */
export const Nothing = z.object({});
export const OneId = z.object({ id: z.uuid("common.notFound") });

/** What a token may read or ask; each operation of the API names one. */
export const apiScopes = [
  "me:read",
  "places:read",
  "cohorts:read",
  "hours:read",
  "budget:read",
  "pay.simulate",
] as const;
export type ApiScope = (typeof apiScopes)[number];

const many = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => (given === undefined || given === "" ? [] : [given].flat()), z.array(schema));

export const CreateToken = z.object({
  name: z.string("common.required").trim().min(1, "common.required").max(80, "account.nameTooLong"),
  scopes: many(z.enum(apiScopes)).pipe(z.array(z.enum(apiScopes)).min(1, "account.scopeNeeded")),
  expiresInDays: z.coerce.number().int().min(1).max(365),
});
export type NewToken = z.output<typeof CreateToken>;

export const AssignRole = z.object({ email: Email, role: z.enum(roles), placeId: z.uuid("common.required") });
export type NewRole = z.output<typeof AssignRole>;

export const PeopleFilter = z.object({
  q: z.string().trim().max(80).optional(),
  after: z.uuid().optional(),
});
