import pino from "pino";

/** Structured logs without personal data: ids, counts and codes; what slips in by accident is redacted. */
export const logger = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { process: process.env.ENTREPAIRS_PROCESS ?? "web" },
  redact: {
    paths: [
      "email",
      "password",
      "name",
      "token",
      "cookie",
      "*.email",
      "*.password",
      "*.name",
      "*.token",
      "*.cookie",
      "req.headers",
    ],
    censor: "[redacted]",
  },
});
