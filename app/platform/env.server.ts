import { z } from "zod";

const Env = z.object({
  NODE_ENV: z.string().default("production"),
  DATABASE_URL: z.string().min(1),
  /** Only migrations use it; the server checks with it that none is pending when it is given. */
  DATABASE_OWNER_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Allowed origins, comma-separated; the first one makes the links of mails. */
  ORIGIN: z
    .string()
    .transform((list) => list.split(",").map((origin) => new URL(origin.trim()).origin))
    .pipe(z.array(z.string()).min(1)),
  /** At least 32 random bytes: links, codes and the signing key are derived from it. */
  APP_SECRET: z.string().min(32),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("EntrePairs <ne-pas-repondre@entrepairs.invalid>"),
  /** "1": the demonstration. Its clock may be moved and its mail is kept in a page. */
  ENTREPAIRS_DEMONSTRATION: z
    .enum(["0", "1"])
    .default("0")
    .transform((flag) => flag === "1"),
  /** Where the worker process answers /healthz and /metrics, on 127.0.0.1; nowhere when absent. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** A job whose worker died is taken over after so many seconds, and a quarter more; twice as long as a job may block. */
  WORKER_LOCK_SECONDS: z.coerce.number().int().min(4).max(600).default(60),
  /** Lines of statements judged in one transaction, about: those of one académie alone where it has more. */
  STATEMENT_BATCH_LINES: z.coerce.number().int().min(1).max(20_000).default(2_000),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  METRICS_TOKEN: z.string().optional(),
  BRAND: z.enum(["neutral", "etat"]).default("neutral"),
  /** Number of proxies before us whose X-Forwarded-For is believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
});

export type Env = z.infer<typeof Env>;

let parsed: Env | undefined;

/** The environment, parsed once. @throws with every fault named, at the first call (boot). */
export function env(): Env {
  if (parsed) return parsed;
  const result = Env.safeParse(process.env);
  if (!result.success) throw new Error(`Environment: ${z.prettifyError(result.error)}`);
  if (!result.data.SMTP_URL && !result.data.ENTREPAIRS_DEMONSTRATION)
    throw new Error("Environment: SMTP_URL is needed outside the demonstration.");
  parsed = result.data;
  return parsed;
}
