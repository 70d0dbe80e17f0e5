import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { ensureExtensions } from "./grants";

/**
 * The adapter through which the schema engine speaks. The stock one is made for queries: for migrations it would connect
 * its shadow database to the real one, cut scripts at each semicolon and stop at the type "char".
 */
export function migrationAdapter(url: string): SqlMigrationAwareDriverAdapterFactory & { close: () => Promise<void> } {
  const open: SqlDriverAdapter[] = [];
  const remember = (adapter: SqlDriverAdapter) => {
    open.push(adapter);
    return adapter;
  };
  return {
    // The engine leaves its connections open when it is freed.
    close: async () => {
      for (const adapter of open) await adapter.dispose();
    },
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: async () => remember(await connect(url)),
    connectToShadowDb: async () => {
      const name = `entrepairs_shadow_${randomUUID().slice(0, 8)}`;
      await withClient(url, (client) => client.query(`create database "${name}" template template0`));
      const shadowUrl = new URL(url);
      shadowUrl.pathname = `/${name}`;
      await withClient(shadowUrl.href, ensureExtensions);
      const shadow = await connect(shadowUrl.href);
      const close = shadow.dispose;
      shadow.dispose = async () => {
        await close(); // first: a database in use cannot be dropped
        await withClient(url, (client) => client.query(`drop database if exists "${name}" with (force)`));
      };
      return remember(shadow);
    },
  };
}

/** One connection, closed after the work whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type Stock = SqlDriverAdapter & {
  performIO: (query: SqlQuery) => Promise<pg.QueryArrayResult>;
  onError: (error: unknown) => never;
};

const CHAR = 18; // "char", the one-byte type of the catalogues
const TEXT = 25;

async function connect(url: string): Promise<SqlDriverAdapter> {
  // One connection: the engine holds a session lock on it while it migrates.
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on("error", () => undefined);
  const stock = (await new PrismaPg(pool).connect()) as unknown as Stock;
  const { queryRaw } = stock;

  stock.queryRaw = async (query) => {
    let isChar: boolean[] = [];
    const lenient = Object.create(stock, {
      performIO: {
        value: async (io: SqlQuery) => {
          const result = await stock.performIO(io);
          isChar = result.fields.map(({ dataTypeID }) => dataTypeID === CHAR);
          for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
          return result;
        },
      },
    });
    const answer = await queryRaw.call(lenient, query);
    answer.columnTypes = answer.columnTypes.map((type, at) => (isChar[at] ? ColumnTypeEnum.Character : type));
    return answer;
  };
  stock.executeScript = async (script) => {
    try {
      await pool.query(script); // one simple query: the whole file or nothing of it
    } catch (error) {
      stock.onError(error);
    }
  };
  stock.dispose = async () => {
    if (!pool.ended) await pool.end();
  };
  return stock;
}
