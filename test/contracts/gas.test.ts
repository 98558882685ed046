import { readFileSync, writeFileSync } from "node:fs";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, id, sha256, toUtf8Bytes } from "ethers";
import hre from "hardhat";
import { expect, test } from "vitest";

/**
 * What every act costs, as receipts say, against the committed snapshot: a change in gas is a line in the diff.
 * `UPDATE_SNAPSHOT=1` rewrites it. The figures are exact, because accounts, contents and their order are always the
 * same. They are those of the artifacts: build first.
 */
const snapshot = new URL("gas.snapshot.json", import.meta.url);

const PRODUCER = 1;
const INSPECTOR = 8;
const PASS = 1;
const UNIT = "0x4b474d"; // KGM
const QUANTITY = 1_500_000;
const HARVEST = encodeBytes32String("harvest");
const CODE = "APPLE-0000-002";
const BATCH = id(CODE);
const DEADLINE = 2n ** 40n - 1n;

const digest = (text: string) => sha256(toUtf8Bytes(text));

async function deploy() {
  const { ethers } = await hre.network.create();
  const [admin, producer, inspector, relayer] = (await ethers.getSigners()) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  const kinds = [
    { kind: encodeBytes32String("creation"), roles: PRODUCER },
    { kind: encodeBytes32String("inspection"), roles: INSPECTOR },
    { kind: HARVEST, roles: PRODUCER },
  ];
  const trace = await ethers.deployContract("Trace", [admin, admin, ethers.ZeroAddress, kinds]);
  const { chainId } = await ethers.provider.getNetwork();
  const domain = { name: "Suyuan Trace", version: "1", chainId, verifyingContract: await trace.getAddress() };

  /** Calls a verb and gives the gas it used. */
  async function gas(from: HardhatEthersSigner, verb: string, ...values: unknown[]): Promise<number> {
    const response = await trace.connect(from).getFunction(verb)(...values);
    return Number((await response.wait()).gasUsed);
  }

  /** Signs an act, given as its EIP-712 type. */
  function sign(signer: HardhatEthersSigner, type: string, values: Record<string, unknown>): Promise<string> {
    const [, name = "", members = ""] = /^(\w+)\((.*)\)$/.exec(type) ?? [];
    const fields = members.split(",").map((member) => {
      const [type = "", name = ""] = member.split(" ");
      return { type, name };
    });
    return signer.signTypedData(domain, { [name]: fields }, { ...values, deadline: DEADLINE });
  }

  await gas(admin, "grantRole", id("PRODUCER_ROLE"), producer);
  await gas(admin, "grantRole", id("INSPECTOR_ROLE"), inspector);
  // The first line of all pays for writing the shared slot's counter; every later one finds it.
  await gas(producer, "create", "APPLE-0000-001", UNIT, QUANTITY, digest("first"));
  return { gas, sign, producer, inspector, relayer };
}

async function measure(): Promise<Record<string, number>> {
  const { gas, sign, producer, inspector, relayer } = await deploy();
  const figures: Record<string, number> = {};
  figures.create = await gas(producer, "create", CODE, UNIT, QUANTITY, digest("create"));
  figures.record = await gas(producer, "record", BATCH, HARVEST, digest("record"));
  figures.inspect = await gas(inspector, "inspect", BATCH, PASS, digest("inspect"));
  figures.amend = await gas(producer, "amend", BATCH, 2, digest("amend"));

  const created = { code: "APPLE-0000-003", unit: "KGM", quantity: QUANTITY, digest: digest("createBySig") };
  const createType = "Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)";
  const createSigned = [producer, DEADLINE, await sign(producer, createType, created)];
  const createValues = [created.code, UNIT, QUANTITY, created.digest];
  figures.createBySig = await gas(relayer, "createBySig", ...createValues, ...createSigned);

  const recorded = { code: CODE, kind: "harvest", digest: digest("recordBySig"), seq: 5 };
  const recordType = "Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)";
  const recordSigned = [producer, DEADLINE, await sign(producer, recordType, recorded)];
  figures.recordBySig = await gas(relayer, "recordBySig", BATCH, HARVEST, recorded.digest, ...recordSigned);

  const inspected = { code: CODE, verdict: "pass", digest: digest("inspectBySig"), seq: 6 };
  const inspectType = "Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)";
  const inspectSigned = [inspector, DEADLINE, await sign(inspector, inspectType, inspected)];
  figures.inspectBySig = await gas(relayer, "inspectBySig", BATCH, PASS, inspected.digest, ...inspectSigned);

  const amended = { code: CODE, amended: 2, digest: digest("amendBySig"), seq: 7 };
  const amendType = "Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)";
  const amendSigned = [producer, DEADLINE, await sign(producer, amendType, amended)];
  figures.amendBySig = await gas(relayer, "amendBySig", BATCH, 2, amended.digest, ...amendSigned);
  return figures;
}

test("every act costs exactly what the committed snapshot says", async () => {
  const figures = await measure();
  if (process.env.UPDATE_SNAPSHOT === "1") writeFileSync(snapshot, `${JSON.stringify(figures, null, 2)}\n`);
  expect(figures).toEqual(JSON.parse(readFileSync(snapshot, "utf8")));
}, 60_000);
