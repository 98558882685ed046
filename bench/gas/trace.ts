/** Our verbs, measured once what they share has been written before: the steady state. */
import { type BaseContract, encodeBytes32String, id, ZeroAddress } from "ethers";
import hre from "hardhat";
import { INITIAL_KIND_ROLES } from "../../domain/kinds.ts";
import { type Role, roleConstant } from "../../domain/roles.ts";
import { DEADLINE, digestOf, type Evm, gasOf, SHARED, send, sign, times } from "./evm.ts";
import type { Act, Measurement } from "./report.ts";

/** `Trace` as the measurements need it. */
export interface DeployedTrace {
  readonly evm: Evm;
  readonly contract: BaseContract;
  readonly domain: { name: string; version: string; chainId: bigint; verifyingContract: string };
}

const HARVEST = encodeBytes32String("harvest");
const PASS = 1;
const UNIT = "0x4b474d"; // KGM
const QUANTITY = 1_500_000;

const TYPES = {
  create: "Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)",
  record: "Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)",
  inspect: "Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)",
  amend: "Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)",
} as const;

/** The code of a batch: all of the same length, so that none is cheaper by its name. */
export const codeOf = (index: number) => `APPLE-${String(index).padStart(8, "0")}`;

/** The parameters of `create`. */
export const creationOf = (index: number) => [codeOf(index), UNIT, QUANTITY, digestOf(`create ${index}`)];

/** Deploy `Trace` with its initial kinds, and grant the actors their roles. */
export async function deployTrace(evm: Evm): Promise<DeployedTrace> {
  const { admin, producer, inspector, receiver } = evm.accounts;
  const { abi, bytecode } = await hre.artifacts.readArtifact("Trace");
  const kinds = Object.entries(INITIAL_KIND_ROLES).map(([kind, roles]) => [encodeBytes32String(kind), roles]);
  const contract = await evm.deploy(abi as never, bytecode, admin, admin, ZeroAddress, kinds);
  const domain = {
    name: "Suyuan Trace",
    version: "1",
    chainId: evm.chainId,
    verifyingContract: await contract.getAddress(),
  };
  const grant = (role: Role, account: unknown) =>
    send({ contract, from: admin, verb: "grantRole", parameters: [id(roleConstant(role)), account] });
  await grant("producer", producer);
  await grant("inspector", inspector);
  await grant("carrier", receiver);
  // The first line of all pays for writing the shared slot's counter; every later one finds it.
  await send({ contract, from: producer, verb: "create", parameters: creationOf(0) }, 1);
  return { evm, contract, domain };
}

/** Measure every verb of one batch, alone and signed. */
export async function measureVerbs({ evm, contract, domain }: DeployedTrace): Promise<Measurement[]> {
  const { producer, inspector, relayer } = evm.accounts;
  const measured: Measurement[] = [];
  const measure = async (act: Act, from: typeof producer, verb: string, ...parameters: unknown[]) => {
    measured.push({ act, how: `Suyuan \`${verb}\``, gas: await gasOf({ contract, from, verb, parameters }) });
  };
  const signed = async (by: typeof producer, type: string, values: Record<string, unknown>) => [
    by,
    DEADLINE,
    await sign(by, domain, type, { ...values, deadline: DEADLINE }),
  ];

  const code = codeOf(1);
  const batch = id(code);
  await measure("creation", producer, "create", ...creationOf(1));
  await measure("step", producer, "record", batch, HARVEST, digestOf("record"));
  await measure("inspection", inspector, "inspect", batch, PASS, digestOf("inspect"));
  await measure("correction", producer, "amend", batch, 2, digestOf("amend"));

  const [other, unit, quantity, digest] = creationOf(2);
  const creation = { code: other, unit: "KGM", quantity, digest };
  const createSigned = await signed(producer, TYPES.create, creation);
  await measure("signedCreation", relayer, "createBySig", other, unit, quantity, digest, ...createSigned);

  const step = { code, kind: "harvest", digest: digestOf("recordBySig"), seq: 5 };
  const recordSigned = await signed(producer, TYPES.record, step);
  await measure("signedStep", relayer, "recordBySig", batch, HARVEST, step.digest, ...recordSigned);

  const inspection = { code, verdict: "pass", digest: digestOf("inspectBySig"), seq: 6 };
  const inspectSigned = await signed(inspector, TYPES.inspect, inspection);
  await measure("signedInspection", relayer, "inspectBySig", batch, PASS, inspection.digest, ...inspectSigned);

  const correction = { code, amended: 2, digest: digestOf("amendBySig"), seq: 7 };
  const amendSigned = await signed(producer, TYPES.amend, correction);
  await measure("signedCorrection", relayer, "amendBySig", batch, 2, correction.digest, ...amendSigned);
  return measured;
}

/** Measure verbs in multicalls: steps of 100 batches first, for that is what stands against 100 attestations. */
export async function measureMulticalls({ evm, contract, domain }: DeployedTrace): Promise<Measurement[]> {
  const { producer, relayer } = evm.accounts;
  const measured: Measurement[] = [];
  const encode = (verb: string, ...parameters: unknown[]) => contract.interface.encodeFunctionData(verb, parameters);
  const measure = async (act: Act, how: string, from: typeof producer, calls: readonly string[]) => {
    const call = { contract, from, verb: "multicall", parameters: [calls] };
    measured.push({ act, how: `Suyuan ${how}`, gas: await gasOf(call, SHARED) });
  };
  const FIRST = 1_000;
  const batches = times(SHARED, (index) => id(codeOf(FIRST + index)));
  const record = (batch: string, index: number) => encode("record", batch, HARVEST, digestOf(`multicall ${index}`));
  const recordSigned = async (index: number, code: string, seq: number) => {
    const digest = digestOf(`multicall signed ${index}`);
    const values = { code, kind: "harvest", digest, seq, deadline: DEADLINE };
    const signature = await sign(producer, domain, TYPES.record, values);
    return encode("recordBySig", id(code), HARVEST, digest, producer.address, DEADLINE, signature);
  };

  const creations = times(SHARED, (index) => encode("create", ...creationOf(FIRST + index)));
  await measure("creations", "`create` in a multicall", producer, creations);
  await measure("steps", "`record` in a multicall, of 100 batches", producer, batches.map(record));
  const one = codeOf(FIRST);
  const ofOne = times(SHARED, (index) => record(id(one), SHARED + index));
  await measure("steps", "`record` in a multicall, of one batch", producer, ofOne);

  const ofMany = times(SHARED, (index) => recordSigned(index, codeOf(FIRST + index), index === 0 ? 3 + SHARED : 3));
  await measure("signedSteps", "`recordBySig` in a multicall, of 100 batches", relayer, await Promise.all(ofMany));
  const ofOneSigned = times(SHARED, (index) => recordSigned(SHARED + index, one, 4 + SHARED + index));
  await measure("signedSteps", "`recordBySig` in a multicall, of one batch", relayer, await Promise.all(ofOneSigned));
  return measured;
}
