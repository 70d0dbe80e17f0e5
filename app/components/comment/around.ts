import { createContext, useContext } from "react";
import type { Refused } from "~/components/ui/refused";
import type { CommentIntent, Named } from "~/domain/comment/schema";
import type { Unsent } from "./unsent";

export type Sent = { ok: true } | { ok: false; refused: Refused };

/** What the forms below share. With `send` they stay on the page; without it they are plain forms. */
/** What a form is about, by its hidden fields. */
export type About = Record<string, string | string[]>;

type Around = {
  scenarioId: string;
  people: Named[];
  send?: (form: FormData) => Promise<Sent>;
  unsent?: Unsent;
  /** Told once something was done: said aloud, and the focus brought where one goes on. */
  onDeed?: (intent: CommentIntent, about: About) => void;
};

const AroundContext = createContext<Around>({ scenarioId: "", people: [] });
export const CommentsAround = AroundContext.Provider;
export const useAround = (): Around => useContext(AroundContext);

/** Where forms about the comments of a scenario go. */
export const commentsAddress = (scenarioId: string) => `/scenarios/${scenarioId}/commentaires`;
