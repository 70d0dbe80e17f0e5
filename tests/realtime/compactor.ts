import { compactScenario } from "~/domain/scenario/commands.server";

// Compacts one scenario again and again, until it is killed.
const [scenarioId = ""] = process.argv.slice(2);
process.stdout.write("compacting\n");
for (;;) {
  await compactScenario(scenarioId);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
}
