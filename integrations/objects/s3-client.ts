import { S3Client, type S3ServiceException } from "@aws-sdk/client-s3";
import { DomainError } from "../../domain/errors.ts";
import type { S3Location } from "./s3-location.ts";

/** A bucket with what it is asked by. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
  /** The key of a path below the prefix. */
  readonly keyOf: (path: string) => string;
}

/** Opens a bucket. Credentials come from where Amazon's tools look for them: `AWS_ACCESS_KEY_ID` and so on. */
export function openBucket({ bucket, prefix, region, endpoint, pathStyle }: S3Location): Bucket {
  const client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint }),
    forcePathStyle: pathStyle,
    // Not every server knows the trailing checksums that are sent otherwise; ours are sent as headers.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
  });
  return { client, name: bucket, keyOf: (path) => prefix + path };
}

/** The status that the storage answered an error with; undefined if it did not answer. */
export function statusOf(error: unknown): number | undefined {
  return (error as S3ServiceException | undefined)?.$metadata?.httpStatusCode;
}

/** What a request gives, or undefined if it is answered with one of these statuses. Throws `unavailable`. */
export async function unless<T>(request: Promise<T>, ...statuses: readonly number[]): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (statuses.includes(statusOf(error) ?? 0)) return undefined;
    throw unavailable(error);
  }
}

/** What a request gives. Throws `unavailable`. */
export async function answered<T>(request: Promise<T>): Promise<T> {
  return request.catch((error) => {
    throw unavailable(error);
  });
}

function unavailable(cause: unknown): DomainError {
  return new DomainError("unavailable", "The object storage cannot be used now", [], { cause });
}
