import type { z } from "zod";
import type { ApiScope } from "~/domain/account/schema";
import type { Actor } from "~/domain/actor";

type Shapes = { params: z.ZodObject; query: z.ZodObject; body?: z.ZodObject; response: z.ZodType };

type Described = {
  /** The API reads and computes; what changes something is a page, until somebody needs it. A post only computes. */
  method: "get" | "post";
  /** « /hours/{id} », below /api/v1. */
  path: string;
  operationId: string;
  summary: string;
  scope: ApiScope;
  /** The right the domain asks for, as pages declare theirs. */
  policy: string;
};

/** One operation: who may, what comes in, what goes out. `handle` asks the domain, once. */
export type Operation = Described & Shapes & { handle: (actor: Actor, input: never) => Promise<unknown> };

/** Checks that an operation's handler fits its own schemas; the list of operations then forgets them. */
export function defineOperation<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  R extends z.ZodType,
  B extends z.ZodObject = z.ZodObject,
>(
  operation: Described & {
    params: P;
    query: Q;
    body?: B;
    response: R;
    handle: (
      actor: Actor,
      input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> },
    ) => Promise<z.input<R>>;
  },
): Operation {
  return operation as unknown as Operation;
}
