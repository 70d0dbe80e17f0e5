import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { answer, forgetAll, keepUnsent, permissionOf } from "./kept";

const [anne, marc] = ["anne", "marc"];
let device: Parameters<typeof keepUnsent>[0];
beforeEach(() => {
  const answers = new Map<string, string>();
  device = {
    database: new IDBFactory(),
    answers: {
      getItem: (key) => answers.get(key) ?? null,
      setItem: (key, value) => void answers.set(key, value),
      removeItem: (key) => void answers.delete(key),
    },
  };
});

const bytes = (...values: number[]) => new Uint8Array(values);
const left = async (personId: string, scenarioId = "s") => {
  const found = await keepUnsent(device, personId, scenarioId).left();
  return found.map((update) => [...update]);
};
const written = () => new Promise((resolve) => setTimeout(resolve, 120));

test("nothing is kept before somebody says yes, nor after no", async () => {
  expect(permissionOf(device, anne)).toBeNull();
  const journal = keepUnsent(device, anne, "s");
  journal.added(bytes(1));
  await written();
  await answer(device, anne, "no");
  expect(await left(anne)).toEqual([]);
  await answer(device, anne, "yes");
  expect(await left(anne)).toEqual([]);
  expect(permissionOf(device, marc)).toBeNull();
});

test("what is not acknowledged is found after a reload, in order, by its person and in its scenario alone", async () => {
  await answer(device, anne, "yes");
  await answer(device, marc, "yes");
  const journal = keepUnsent(device, anne, "s");
  const [first, second, third] = [bytes(1), bytes(2), bytes(3)];
  for (const update of [first, second, third]) journal.added(update);
  await written();
  journal.acknowledged([second]);
  await written();
  expect(await left(anne)).toEqual([[1], [3]]);
  expect(await left(marc)).toEqual([]);
  expect(await left(anne, "another")).toEqual([]);
});

test("what a page before left is gone once it is acknowledged", async () => {
  await answer(device, anne, "yes");
  keepUnsent(device, anne, "s").start([bytes(7)]);
  await written();
  const journal = keepUnsent(device, anne, "s");
  journal.acknowledged(await journal.left());
  await written();
  expect(await left(anne)).toEqual([]);
});

test("what is acknowledged at once never touches the disk, and what is acknowledged meanwhile does not stay", async () => {
  await answer(device, anne, "yes");
  const journal = keepUnsent(device, anne, "s");
  const quick = bytes(1);
  journal.added(quick);
  journal.acknowledged([quick]);
  const meanwhile = bytes(2);
  journal.added(meanwhile);
  journal.write();
  journal.acknowledged([meanwhile]);
  await written();
  expect(await left(anne)).toEqual([]);
});

test("yes counts from what waits already; no and sign-out take everything away", async () => {
  const journal = keepUnsent(device, anne, "s");
  journal.added(bytes(1));
  await answer(device, anne, "yes");
  journal.start([bytes(1), bytes(2)]);
  await written();
  expect(await left(anne)).toEqual([[1], [2]]);
  await answer(device, anne, "no");
  await answer(device, anne, "yes");
  expect(await left(anne)).toEqual([]);

  journal.start([bytes(3)]);
  await written();
  await forgetAll(device);
  expect(permissionOf(device, anne)).toBeNull();
  await answer(device, anne, "yes");
  expect(await left(anne)).toEqual([]);
});

test("a device that refuses to store is done without, and says so", async () => {
  await answer(device, anne, "yes");
  const broken = {
    ...device,
    database: {
      open: () => {
        throw new Error("refused");
      },
    } as unknown as IDBFactory,
  };
  const journal = keepUnsent(broken, anne, "s");
  expect(await journal.left()).toEqual([]);
  journal.added(bytes(1));
  await written();
  expect(journal.isOn()).toBe(false);
});
