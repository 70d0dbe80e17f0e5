import tsconfigPaths from "vite-tsconfig-paths";
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          testTimeout: 30_000,
          include: ["{app,prisma,workers,tests/bench}/**/*.test.{ts,tsx}", "tests/architecture.test.ts"],
          setupFiles: ["tests/support/setup-console.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["tests/{domain,routes,api,realtime,workers}/**/*.test.{ts,tsx}"],
          // Two web processes need a Redis: scripts/test.mjs brings one, or says that they were not tried.
          exclude: [...configDefaults.exclude, ...(process.env.REDIS_URL ? [] : ["tests/realtime/redis.test.ts"])],
          pool: "forks",
          globalSetup: ["tests/support/global-setup.ts"],
          setupFiles: ["tests/support/setup-console.ts", "tests/support/setup-database.ts"],
          // Nothing here asserts a time: on a machine that does ten other things the whole matrix is slow, not wrong.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Processes are killed here: alone, on a cluster that keeps every commit.
        extends: true,
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
