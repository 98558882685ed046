/** What the contract refuses, as the client tells it: in English and in Chinese. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { traceInterface } from "../../chain/calls.ts";
import { TraceError } from "../../chain/client.ts";
import { refusalOfSkipped } from "../../chain/contract-errors.ts";
import { EXPLAINED_ERRORS, errorMessage } from "../../chain/error-messages.ts";
import { inChinese } from "../../domain/names/in-chinese.ts";
import { traceAbi } from "../../proof/abi.ts";
import { CASES, prepareRefusals, ZERO } from "./refusals.ts";
import { startActors } from "./support.ts";

let actors: Awaited<ReturnType<typeof startActors>>;

beforeAll(async () => {
  actors = await startActors();
  await prepareRefusals(actors);
});
afterAll(() => actors.chain.close());

test.each(CASES)("%s is %s: %s", async (name, domainCode, english, chinese, act) => {
  const before = await actors.lineCount();
  const error = await act(actors).catch((thrown) => thrown);
  if (!(error instanceof TraceError)) throw new Error("no refusal of the contract", { cause: error });
  expect(error).toMatchObject({ name, refusal: { name, code: domainCode } });
  expect(error.refusal.message).toMatch(exactly(english));
  expect(error.message).toBe(error.refusal.message);
  expect(error.refusal.messageZh).toMatch(exactly(chinese));
  // So do answers and operations that kept the English sentence alone.
  expect(inChinese(error.message)).toBe(error.refusal.messageZh);
  expect(await actors.lineCount()).toBe(before);
});

const exactly = (text: string | RegExp) =>
  text instanceof RegExp ? text : new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);

test("what is not the contract's refusal is thrown as it is", async () => {
  const consent = { actor: actors.grower.address, nonce: 0, deadline: 1, signature: "no hex" };
  const takeMany = actors.grower.client.takeMany({ batches: [], digest: ZERO, consent });
  const error = await takeMany.catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(TraceError);
});

test("every custom error of the contract that a caller can meet has its sentences", () => {
  // These cannot be met: they come with library code whose conditions the contract rules out.
  const unreachable = ["AddressEmptyCode", "FailedCall", "SafeCastOverflowedUintDowncast"];
  const names = traceAbi.filter((item) => item.type === "error").map((item) => item.name as string);
  expect([...EXPLAINED_ERRORS].sort()).toEqual(names.filter((name) => !unreachable.includes(name)).sort());
  for (const name of EXPLAINED_ERRORS) {
    const { en, zh } = errorMessage(name, { kind: ZERO, flags: 2n });
    expect(en).toMatch(/^[A-Z]/);
    expect(zh).toMatch(/\p{Script=Han}/u);
  }
});

test("a reason that is cut off tells what there is of it", () => {
  const quantity = (12_500).toString(16).padStart(64, "0");
  const selector = traceInterface.getError("InsufficientQuantity")?.selector;
  const cut = refusalOfSkipped(`${selector}${ZERO.slice(2)}${quantity}`);
  expect(cut).toMatchObject({ name: "InsufficientQuantity", code: "conflict" });
  expect(cut.message).toBe(
    "The batch has 12.5 of its unit left, less than was to be taken, or nothing was to be taken",
  );
  expect(cut.messageZh).toBe("批次剩余数量为 12.5，不足以取出所要求的数量，或所要求的数量为零");
});

test("a reason that is none of the contract's is a refusal all the same", () => {
  for (const reason of ["0x", "0x08c379a0", "0x4e487b71"]) {
    expect(refusalOfSkipped(reason)).toMatchObject({ name: "Revert", code: "chain-rejected", passing: false });
  }
});

test.each([
  [1n, "withdrawn", "已撤销"],
  [2n, "recalled", "已召回"],
  [4n, "recalled", "已召回"],
  [8n, "recalled by order", "已被责令召回"],
  [15n, "withdrawn", "已撤销"],
  [14n, "recalled by order", "已被责令召回"],
])("flags %i of a batch that is not active say %s", (flags, en, zh) => {
  expect(errorMessage("BatchNotActive", { flags })).toEqual({
    en: `The batch is ${en}, so it takes no such line`,
    zh: `批次${zh}，不能再写入此类记录`,
  });
});
