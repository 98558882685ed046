/** EAS, the Ethereum Attestation Service, as its authors compiled and published it. */
import {
  AbiCoder,
  type BaseContract,
  encodeBytes32String,
  type InterfaceAbi,
  id,
  Signature,
  solidityPackedKeccak256,
  type TypedDataDomain,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import { readFromPackage } from "../install.ts";
import { DEADLINE, digestOf, type Evm, gasOf, SHARED, send, sign, times } from "./evm.ts";
import type { Act, Measurement } from "./report.ts";
import { codeOf, creationOf } from "./trace.ts";
import { READINGS } from "./verbs.ts";

const ARTIFACTS = "@ethereum-attestation-service/eas-contracts/artifacts/contracts";

/** What our lines say, as schemas: nothing less, or the comparison would be none, and nothing more. */
const SCHEMAS = {
  creation: "string code,bytes3 unit,uint56 quantity,bytes32 digest",
  step: "bytes32 batch,bytes32 kind,bytes32 digest",
  inspection: "bytes32 batch,uint8 verdict,bytes32 digest",
  correction: "bytes32 digest",
  plain: "bytes32 batch,bytes32 digest",
  custody: "bytes32 batch,address to,bytes32 digest",
  consumption: "bytes32 batch,uint56 used,uint56 quantity,uint8 reason,bytes32 digest",
  opening: "bytes32 batch,bool open,bytes32 digest",
  readings: "bytes32 batch,bytes32 root,uint32 count,bytes32 digest",
  part: "string code,bytes32 parent,uint56 quantity,bytes32 digest",
  split: "bytes32 batch,uint56 quantity,bytes32 digest,bytes32[] parts",
  product: "string code,bytes3 unit,uint56 quantity,bytes32 digest,bytes32[] inputs",
  use: "bytes32 batch,uint56 used,uint56 quantity,bytes32 digest,bytes32[] outputs",
} as const;
type Schema = keyof typeof SCHEMAS;

const ATTEST =
  "Attest(address attester,bytes32 schema,address recipient,uint64 expirationTime,bool revocable,bytes32 refUID," +
  "bytes data,uint256 value,uint256 nonce,uint64 deadline)";

const BATCH = id(codeOf(0));
const RECEIVER = `0x${"5a".repeat(20)}`;
const HARVEST = encodeBytes32String("harvest");

/** Acts of which one attestation says the same: under which schema, and how many readings it stands for. */
const SAME: readonly (readonly [Act, Schema, number])[] = [
  ["recall", "plain", 1],
  ["lift", "plain", 1],
  ["withdrawal", "plain", 1],
  ["consumption", "consumption", 1],
  ["opening", "opening", 1],
  ["offer", "custody", 1],
  ["acceptance", "plain", 1],
  ["refusal", "plain", 1],
  ["cancellation", "plain", 1],
  ["handOver", "custody", 1],
  ["readings", "readings", READINGS],
];

/** Acts of which several attestations in one transaction say the same: how many under which schema. */
const TOGETHER: readonly (readonly [Act, readonly (readonly [Schema, number])[]])[] = [
  [
    "split",
    [
      ["part", 3],
      ["split", 1],
    ],
  ],
  [
    "transformation",
    [
      ["product", 1],
      ["use", 2],
    ],
  ],
];

/** EAS's `AttestationRequestData`; `refUID` links it to an earlier attestation. */
interface AttestationData {
  readonly recipient: string;
  readonly expirationTime: number;
  readonly revocable: boolean;
  readonly refUID: string;
  readonly data: string;
  readonly value: number;
}

/** Deploy EAS with its registry, and measure what stands beside our verbs. */
export async function measureEas(evm: Evm): Promise<Measurement[]> {
  const { producer, relayer } = evm.accounts;
  const eas = await deployEas(evm);
  const measured: Measurement[] = [];
  const domain = await domainOf(eas);
  const attest = (schema: Schema, data: AttestationData) => ({
    contract: eas,
    from: producer,
    verb: "attest",
    parameters: [[uidOf(schema), data]],
  });
  const measure = async (act: Act, how: string, call: Parameters<typeof gasOf>[0], lines = 1, share = 1) => {
    measured.push({ act, how: `EAS \`${how}\``, gas: (await gasOf(call, lines)) / share });
  };
  let nonce = 0;
  const signed = async (schema: Schema, data: AttestationData) => {
    const values = { attester: producer.address, schema: uidOf(schema), ...data, nonce: nonce++, deadline: DEADLINE };
    return Signature.from(await sign(producer, domain, ATTEST, values));
  };
  const delegated = async (schema: Schema, data: AttestationData) => {
    const { v, r, s } = await signed(schema, data);
    const request = [uidOf(schema), data, [v, r, s], producer.address, DEADLINE];
    return { contract: eas, from: relayer, verb: "attestByDelegation", parameters: [request] };
  };

  // The first signature of an account pays for its nonce's slot; every later one finds it.
  const earlier = await send(await delegated("step", step("first")), 1);
  const refUID = earlier.logs[0]?.data ?? ZeroHash;

  await measure("step", "attest", attest("step", step("attest")));
  await measure("step", "attest`, linked by `refUID", attest("step", { ...step("linked"), refUID }));
  await measure("signedStep", "attestByDelegation", await delegated("step", step("delegated")));
  await measure("creation", "attest", attest("creation", creation(1)));
  await measure("signedCreation", "attestByDelegation", await delegated("creation", creation(2)));
  await measure("inspection", "attest", attest("inspection", inspection("attest")));
  await measure("signedInspection", "attestByDelegation", await delegated("inspection", inspection("delegated")));
  await measure("correction", "attest`, linked by `refUID", attest("correction", { ...correction("attest"), refUID }));
  const correctionSigned = await delegated("correction", { ...correction("delegated"), refUID });
  await measure("signedCorrection", "attestByDelegation`, linked by `refUID", correctionSigned);

  for (const [act, schema, readings] of SAME) {
    await measure(act, "attest", attest(schema, sampleOf(schema, act)), 1, readings);
    await measure(act, "attestByDelegation", await delegated(schema, sampleOf(schema, `signed ${act}`)), 1, readings);
  }
  for (const [act, requests] of TOGETHER) {
    const parameters = [
      requests.map(([schema, count]) => [uidOf(schema), times(count, (i) => sampleOf(schema, `${i}`))]),
    ];
    const lines = requests.reduce((sum, [, count]) => sum + count, 0);
    measured.push({
      act,
      how: "EAS `multiAttest`",
      gas: lines * (await gasOf({ contract: eas, from: producer, verb: "multiAttest", parameters }, lines)),
    });
  }

  const many = (schema: Schema, data: readonly AttestationData[]) => ({
    contract: eas,
    from: producer,
    verb: "multiAttest",
    parameters: [[[uidOf(schema), data]]],
  });
  const steps = times(SHARED, (index) => step(`multi ${index}`));
  await measure("steps", "multiAttest", many("step", steps), SHARED);
  await measure(
    "creations",
    "multiAttest",
    many(
      "creation",
      times(SHARED, (index) => creation(index + 10)),
    ),
    SHARED,
  );

  const signedSteps = times(SHARED, (index) => step(`multi delegated ${index}`));
  const signatures: [number, string, string][] = [];
  for (const data of signedSteps) {
    const { v, r, s } = await signed("step", data);
    signatures.push([v, r, s]);
  }
  const request = [uidOf("step"), signedSteps, signatures, producer.address, DEADLINE];
  const call = { contract: eas, from: relayer, verb: "multiAttestByDelegation", parameters: [[request]] };
  await measure("signedSteps", "multiAttestByDelegation", call, SHARED);
  return measured;
}

async function deployEas(evm: Evm): Promise<BaseContract> {
  const artifact = (name: string) =>
    readFromPackage<{ abi: InterfaceAbi; bytecode: string }>(`${ARTIFACTS}/${name}.sol/${name}.json`);
  const registryArtifact = await artifact("SchemaRegistry");
  const registry = await evm.deploy(registryArtifact.abi, registryArtifact.bytecode);
  const easArtifact = await artifact("EAS");
  const eas = await evm.deploy(easArtifact.abi, easArtifact.bytecode, await registry.getAddress());
  for (const schema of Object.values(SCHEMAS)) {
    const parameters = [schema, ZeroAddress, false];
    await send({ contract: registry, from: evm.accounts.admin, verb: "register", parameters }, 1);
  }
  return eas;
}

async function domainOf(eas: BaseContract): Promise<TypedDataDomain> {
  const { name, version, chainId, verifyingContract } = await eas.getFunction("eip712Domain")();
  return { name, version, chainId, verifyingContract };
}

function uidOf(schema: Schema): string {
  return solidityPackedKeccak256(["string", "address", "bool"], [SCHEMAS[schema], ZeroAddress, false]);
}

/** The cheapest attestation that says this: irrevocable, as our lines are, to nobody, without an end. */
function attestation(schema: Schema, values: readonly unknown[]): AttestationData {
  const types = SCHEMAS[schema].split(",").map((field) => field.split(" ")[0] as string);
  const data = AbiCoder.defaultAbiCoder().encode(types, values);
  return { recipient: ZeroAddress, expirationTime: 0, revocable: false, refUID: ZeroHash, data, value: 0 };
}

/** An attestation under a schema with some values, of the types that it names. */
function sampleOf(schema: Schema, text: string): AttestationData {
  const values = SCHEMAS[schema].split(",").map((field) => {
    const [type, name] = field.split(" ");
    if (type === "bytes32[]")
      return times(schema === "split" ? 3 : schema === "product" ? 2 : 1, (i) => digestOf(`${i}`));
    if (type === "string") return codeOf(1);
    if (type === "bytes3") return "0x4b474d";
    if (type === "address") return RECEIVER;
    if (type === "bool") return true;
    if (type === "uint8") return 1;
    return type === "bytes32" ? digestOf(`${text} ${name}`) : READINGS;
  });
  return attestation(schema, values);
}

const creation = (index: number) => attestation("creation", creationOf(index));
const step = (text: string) => attestation("step", [BATCH, HARVEST, digestOf(text)]);
const inspection = (text: string) => attestation("inspection", [BATCH, 1, digestOf(text)]);
const correction = (text: string) => attestation("correction", [digestOf(text)]);
