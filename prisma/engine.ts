import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { DiffTarget, MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import { migrationAdapter } from "./adapter";
import { prismaFolder, readMigrations } from "./history";

export type { SchemaEngine } from "@prisma/schema-engine-wasm";

type Bindings = typeof import("@prisma/schema-engine-wasm/schema_engine_bg") & {
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

let loaded: Promise<Bindings> | undefined;

/** Once per process: a second instance would corrupt the memory of the first. */
function load(): Promise<Bindings> {
  loaded ??= (async () => {
    const bindings = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as Bindings;
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } });
    const { exports } = new WebAssembly.Instance(module, { "./schema_engine_bg.js": bindings as never });
    bindings.__wbg_set_wasm(exports);
    (exports.__wbindgen_start as () => void)();
    return bindings;
  })();
  return loaded;
}

/** An engine for one command: its shadow database serves once. */
export async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const bindings = await load();
  const adapter = migrationAdapter(url);
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [["schema.prisma", schemaText()]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await adapter.close();
  }
}

export const noFilter = { externalTables: [], externalEnums: [] };

export function migrationList(): MigrationList {
  return {
    baseDir: join(prismaFolder, "migrations"),
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(prismaFolder, "migrations/migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: readMigrations().map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

/** The SQL that leads from one state to the schema; empty when there is nothing to do. */
export async function diffToSchema(url: string, from: DiffTarget): Promise<string> {
  const { stdout, exitCode } = await withEngine(url, (engine) =>
    engine.diff({
      from,
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schemaText() }] },
      script: true,
      exitCode: true,
      filters: noFilter,
    }),
  );
  return exitCode === 2 ? (stdout ?? "") : "";
}

function schemaText(): string {
  return readFileSync(join(prismaFolder, "schema.prisma"), "utf8");
}
