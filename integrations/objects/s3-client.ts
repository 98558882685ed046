import {
  type $Command,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  S3Client,
  type S3ClientResolvedConfig,
  type S3ServiceException,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from "@aws-sdk/client-s3";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Guard, GuardOptions } from "../outgoing/guard.ts";
import { refusesRequest } from "../outgoing/statuses.ts";
import type { S3Location } from "./s3-location.ts";

/** A request of some sort to the storage. */
type Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = $Command<
  Input,
  Output,
  S3ClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

/** A bucket and its client. */
export interface Bucket {
  /** For presigning addresses, which needs no request. */
  readonly client: S3Client;
  /** Call the storage through the guard. */
  send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: Command<Input, Output>,
  ): Promise<Output>;
  /** The heads of several paths, as one guarded call; undefined for missing ones. */
  heads(paths: readonly string[]): Promise<readonly (HeadObjectCommandOutput | undefined)[]>;
  readonly name: string;
  /** The key of a path below the prefix. */
  readonly keyOf: (path: string) => string;
}

/** The server does not support the condition: an answer, although its status is a server error. */
const NOT_IMPLEMENTED = 501;

/** Timeouts of its calls. A journey names many objects: many calls may wait. */
export const STORAGE_GUARD: GuardOptions = {
  timeout: 8_000,
  patience: 20_000,
  queue: 2_000,
  isAnswer: (error) => {
    const status = httpStatusOf(error) ?? 0;
    return refusesRequest(status) || status === NOT_IMPLEMENTED;
  },
};

/** Requests in which the storage stores or copies many bytes, and their timeouts per attempt in milliseconds. */
const LONG: Readonly<Record<string, number>> = {
  PutObject: 60_000,
  CopyObject: 300_000,
  CompleteMultipartUpload: 300_000,
};

/** All but these are idempotent: objects are addressed by their content. */
const ONCE = ["CreateMultipartUpload", "CompleteMultipartUpload"];

/** Timeout for silence within an object's bytes, in milliseconds. */
const SILENCE = 60_000;

/** Opens a bucket. Credentials come from the same places as for Amazon's tools: `AWS_ACCESS_KEY_ID` and so on. */
export function openBucket({ bucket, prefix, region, endpoint, pathStyle }: S3Location, guard: Guard): Bucket {
  const client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint }),
    forcePathStyle: pathStyle,
    // Not every server supports trailing checksums, the default; ours are sent as headers.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // The guard retries: retries of both would multiply.
    maxAttempts: 1,
    requestHandler: { socketTimeout: SILENCE },
  });
  const keyOf = (path: string) => prefix + path;

  async function headOf(path: string, signal: AbortSignal): Promise<HeadObjectCommandOutput | undefined> {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: keyOf(path) });
    return client.send(command, { abortSignal: signal }).catch((error: unknown) => {
      if (httpStatusOf(error) === 404) return undefined;
      throw error;
    });
  }

  return {
    client,
    name: bucket,
    keyOf,
    send(command) {
      const operation = command.constructor.name.replace(/Command$/, "");
      const call = { operation, repeatable: !ONCE.includes(operation), timeout: LONG[operation] };
      return guard.run(call, (signal) => untilAnswered(signal, (own) => client.send(command, { abortSignal: own })));
    },
    heads: (paths) =>
      guard.run({ operation: "HeadObject", repeatable: true }, (signal) =>
        Promise.all(paths.map((path) => headOf(path, signal))),
      ),
  };
}

/**
 * The guard's timeout covers an answer's head, and the whole of answers that the client reads itself. An object's bytes
 * come as a stream that is read afterwards, at its reader's pace: from then on the guard's signal, which ends with its
 * call, must not abort it. A stream that stalls ends by the socket's own timeout.
 */
async function untilAnswered<T>(signal: AbortSignal, ask: (own: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController();
  const pass = () => own.abort();
  signal.addEventListener("abort", pass, { once: true });
  if (signal.aborted) pass();
  try {
    return await ask(own.signal);
  } finally {
    signal.removeEventListener("abort", pass);
  }
}

/** The status that the storage answered an error with; undefined if it did not answer. */
export function httpStatusOf(error: unknown): number | undefined {
  return (error as S3ServiceException | undefined)?.$metadata?.httpStatusCode;
}

/** A request's result, or undefined if it is answered with one of these statuses. Throws `unavailable`. */
export async function unless<T>(request: Promise<T>, ...statuses: readonly number[]): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (statuses.includes(httpStatusOf(error) ?? 0)) return undefined;
    throw unavailable(error);
  }
}

/** A request's result. Throws `unavailable`. */
export async function answered<T>(request: Promise<T>): Promise<T> {
  return request.catch((error) => {
    throw unavailable(error);
  });
}

/** The core's error for a failure of the storage. */
export function unavailable(cause: unknown): DomainError {
  return httpStatusOf(cause) === 507
    ? new DomainError("insufficient-storage", "There is no room left to store this: try again later", [], { cause })
    : new DomainError("unavailable", "The object storage cannot be used now", [], { cause });
}
