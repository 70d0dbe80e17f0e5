import { createContext } from "react";

/** The CSP nonce of this answer; empty in the browser, where it is no longer readable. */
export const NonceContext = createContext("");
