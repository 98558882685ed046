/** Plausible arguments for a verb, by the names and types in its ABI. */
import { encodeBytes32String, id, type ParamType } from "ethers";
import { digestOf, SHARED, times } from "./evm.ts";
import { codeOf } from "./trace.ts";

/** How many readings an anchor stands for. */
export const READINGS = 1_000;
/** Into how many parts a batch is split. */
const PARTS = 3;

/** The arguments that `inputs` ask for, about the batch of this index. */
export function argumentsFor(inputs: readonly ParamType[], batch: number): unknown[] {
  return inputs.map((input) => argumentFor(input, batch, 0));
}

function argumentFor(type: ParamType, batch: number, index: number): unknown {
  const { name, baseType, arrayChildren, components } = type;
  if (baseType === "array" && arrayChildren) {
    const length = arrayChildren.type === "bytes32" ? SHARED : PARTS;
    const named = arrayChildren.baseType === "tuple" ? arrayChildren : { ...arrayChildren, name: singular(name) };
    return times(length, (each) => argumentFor(named as ParamType, batch, each + 1));
  }
  if (baseType === "tuple" && components) return components.map((component) => argumentFor(component, batch, index));
  if (name === "id") return id(codeOf(batch));
  if (name === "kind") return encodeBytes32String("telemetry");
  if (name === "code") return codeOf(batch * 10 + index);
  if (name === "quantity") return 300_000;
  if (type.type === "bytes32") return digestOf(`${name} ${batch} ${index}`);
  if (/^uint/.test(type.type)) return READINGS;
  throw new Error(`no argument for ${type.type} ${name}`);
}

const singular = (name: string) => (name === "quantities" ? "quantity" : name.replace(/s$/, ""));
