/**
 * Logs ↔ named values, compiled once from the ABI. Only what the contract's events use is supported: words, `string`
 * and lists of words. Decoding this way costs a few microseconds a log, where general libraries that
 * walk the ABI for each log cost a hundred times that.
 *
 * Integers of up to 48 bits are numbers; wider ones are decimal strings, so that values survive JSON as they are.
 */
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { EventArguments, EventValue } from "../domain/records/event-arguments.ts";
import { traceAbi } from "./abi.ts";
import type { AbiItem, AbiParameter } from "./abi-item.ts";
import { keccak256Text } from "./hash.ts";
import { fromHex, type Hex, toHex } from "./hex.ts";

/** The part of a log that an event is decoded from. */
export interface LogBytes {
  readonly topics: readonly string[];
  readonly data: string;
}

export type { EventArguments };

/** A decoded log. */
export interface DecodedEvent {
  readonly event: string;
  readonly args: EventArguments;
}

interface WordType {
  /** From 64 hex digits. */
  decode(word: string): Exclude<EventValue, readonly string[]>;
  /** To 64 hex digits. Throws a RangeError for a value that does not fit. */
  encode(value: unknown): string;
}

interface EventCodec {
  readonly name: string;
  readonly topic: Hex;
  decode(log: LogBytes): EventArguments;
  encode(args: EventArguments): { topics: Hex[]; data: Hex };
}

const ZERO = "0".repeat(64);

function uintType(bits: number): WordType {
  const limit = 1n << BigInt(bits);
  return {
    decode: bits <= 48 ? (word) => Number.parseInt(word, 16) : (word) => BigInt(`0x${word}`).toString(),
    encode(value) {
      const isNatural = typeof value === "number" ? Number.isSafeInteger(value) : /^\d{1,78}$/.test(String(value));
      if (!isNatural || typeof value === "boolean") throw new RangeError(`not a whole number: ${String(value)}`);
      const integer = BigInt(value as number | string);
      if (integer < 0n || integer >= limit) throw new RangeError(`out of range for uint${bits}: ${String(value)}`);
      return integer.toString(16).padStart(64, "0");
    },
  };
}

function bytesType(size: number): WordType {
  const digits = size * 2;
  return {
    decode: (word) => `0x${word.slice(0, digits)}`,
    encode(value) {
      const text = String(value).toLowerCase();
      if (!new RegExp(`^0x[0-9a-f]{${digits}}$`).test(text)) throw new RangeError(`not bytes${size}: ${text}`);
      return text.slice(2).padEnd(64, "0");
    },
  };
}

const addressType: WordType = {
  decode: (word) => `0x${word.slice(24)}`,
  encode(value) {
    const text = String(value).toLowerCase();
    if (!/^0x[0-9a-f]{40}$/.test(text)) throw new RangeError(`not an address: ${text}`);
    return text.slice(2).padStart(64, "0");
  },
};

const boolType: WordType = {
  decode: (word) => word !== ZERO,
  encode: (value) => (value === true ? "1" : "0").padStart(64, "0"),
};

function wordType(type: string): WordType {
  if (type === "address") return addressType;
  if (type === "bool") return boolType;
  const uint = /^uint(\d+)$/.exec(type);
  if (uint) return uintType(Number(uint[1]));
  const bytes = /^bytes(\d+)$/.exec(type);
  if (bytes) return bytesType(Number(bytes[1]));
  throw new Error(`the log codec does not know the type ${type}`);
}

/** A value whose length is its own: its place in the data holds the offset at which it stands. */
interface DynamicType {
  decode(data: string, head: number): EventValue;
  encode(value: unknown): string;
}

const stringType: DynamicType = {
  decode(data, head) {
    const { start, length } = dynamicAt(data, head, 2);
    return new TextDecoder("utf-8", { fatal: true }).decode(fromHex(`0x${data.slice(start, start + length * 2)}`));
  },
  encode(value) {
    const bytes = utf8ToBytes(String(value));
    const padded = concatBytes(bytes, new Uint8Array((32 - (bytes.length % 32)) % 32));
    return lengthWord(bytes.length) + toHex(padded).slice(2);
  },
};

function listType(word: WordType): DynamicType {
  return {
    decode(data, head) {
      const { start, length } = dynamicAt(data, head, 64);
      return Array.from({ length }, (_, index) =>
        String(word.decode(data.slice(start + index * 64, start + (index + 1) * 64))),
      );
    },
    encode(value) {
      if (!Array.isArray(value)) throw new RangeError(`not a list: ${String(value)}`);
      return lengthWord(value.length) + value.map((item) => word.encode(item)).join("");
    },
  };
}

/** Where a dynamic value's content begins among the hex digits, and its length in items of so many digits. */
function dynamicAt(data: string, head: number, digits: number): { start: number; length: number } {
  const offset = Number.parseInt(data.slice(head, head + 64), 16) * 2 + 2;
  const [start, length] = [offset + 64, Number.parseInt(data.slice(offset, offset + 64), 16)];
  // Before anything is made of it: a length may be anything at all, or not be there.
  if (!(start + length * digits <= data.length)) throw new RangeError("a text or list that is cut short");
  return { start, length };
}

const lengthWord = (length: number) => length.toString(16).padStart(64, "0");

/** The type, if it is a dynamic one. */
function dynamicType(type: string): DynamicType | undefined {
  if (type === "string") return stringType;
  return type.endsWith("[]") ? listType(wordType(type.slice(0, -2))) : undefined;
}

type Reader = (log: LogBytes) => EventValue;

function reader(parameter: AbiParameter, topic: number, head: number): Reader {
  if (parameter.indexed) {
    const { decode } = wordType(parameter.type);
    return (log) => decode((log.topics[topic] as string).slice(2));
  }
  const dynamic = dynamicType(parameter.type);
  if (dynamic) return (log) => dynamic.decode(log.data, head);
  const { decode } = wordType(parameter.type);
  return (log) => decode(log.data.slice(head, head + 64));
}

const signatureOf = ({ name, inputs = [] }: AbiItem) => `${name}(${inputs.map(({ type }) => type).join(",")})`;

function compile(item: AbiItem): EventCodec {
  const inputs = item.inputs ?? [];
  const indexed = inputs.filter((input) => input.indexed);
  const plain = inputs.filter((input) => !input.indexed);
  const readers = inputs.map((input): [string, Reader] => [
    input.name,
    reader(input, indexed.indexOf(input) + 1, 2 + plain.indexOf(input) * 64),
  ]);
  const topic = keccak256Text(signatureOf(item));
  const dataLength = 2 + plain.length * 64;

  return {
    name: item.name as string,
    topic,
    decode(log) {
      if (log.topics.length !== indexed.length + 1 || log.data.length < dataLength) {
        throw new RangeError(`a malformed ${item.name} log`);
      }
      return Object.fromEntries(readers.map(([name, read]) => [name, read(log)]));
    },
    encode(args) {
      const word = (input: AbiParameter) => wordType(input.type).encode(args[input.name]);
      const tails: string[] = [];
      const heads = plain.map((input) => {
        const dynamic = dynamicType(input.type);
        if (!dynamic) return word(input);
        const offset = plain.length * 32 + tails.join("").length / 2;
        tails.push(dynamic.encode(args[input.name]));
        return lengthWord(offset);
      });
      return {
        topics: [topic, ...indexed.map((input): Hex => `0x${word(input)}`)],
        data: `0x${[...heads, ...tails].join("")}`,
      };
    },
  };
}

const events = traceAbi.filter((item) => item.type === "event");
const isLine = (item: AbiItem) => item.inputs?.some(({ name }) => name === "line") ?? false;
const codecs = events.filter(isLine).map(compile);
const byTopic = new Map(codecs.map((codec) => [codec.topic as string, codec]));
const byName = new Map(codecs.map((codec) => [codec.name, codec]));

/**
 * The first topics of the contract's events that are no lines: OpenZeppelin's, beside which a line says the same, and
 * what was left out of acts brought together. No chain commits to them.
 */
export const OTHER_TOPICS: ReadonlySet<string> = new Set(
  events.filter((item) => !isLine(item)).map((item) => keccak256Text(signatureOf(item))),
);

/** Decode the log of a line of `Trace`; undefined if it is of none. */
export function decodeLog(log: LogBytes): DecodedEvent | undefined {
  const codec = byTopic.get(log.topics[0] ?? "");
  return codec && { event: codec.name, args: codec.decode(log) };
}

/** The log that an event with these values leaves. Throws a RangeError for an unknown event or a value that does not fit. */
export function encodeLog(event: string, args: EventArguments): { topics: Hex[]; data: Hex } {
  const codec = byName.get(event);
  if (!codec) throw new RangeError(`the contract has no event ${event.slice(0, 40)}`);
  return codec.encode(args);
}

/** The first topic of an event's logs. */
export function topicOf(event: string): Hex {
  const codec = byName.get(event);
  if (!codec) throw new RangeError(`the contract has no event ${event}`);
  return codec.topic;
}
