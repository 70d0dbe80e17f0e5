import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const httpDuration = new Histogram({
  name: "http_request_duration_seconds",
  help: "Time to answer, by method and status class",
  labelNames: ["method", "status"] as const,
  buckets: [0.01, 0.05, 0.1, 0.3, 1, 3, 10],
  registers: [registry],
});

export const jobsDone = new Counter({
  name: "jobs_total",
  help: "Jobs by name and outcome",
  labelNames: ["job", "outcome"] as const,
  registers: [registry],
});

export const openDocuments = new Gauge({
  name: "scenario_documents_open",
  help: "Scenarios in memory",
  registers: [registry],
});
export const updatesLogged = new Counter({
  name: "scenario_updates_total",
  help: "Yjs updates committed",
  registers: [registry],
});
