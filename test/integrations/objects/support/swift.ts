/** Objects in OpenStack Swift, where it is installed. */
import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { s3Objects } from "../../../../integrations/objects/s3.ts";
import { parseS3Location } from "../../../../integrations/objects/s3-location.ts";
import { startSwift, swiftLacks } from "../../../support/servers/swift-server.ts";
import type { AnyStorage } from "./storages.ts";

const BUCKET = "suyuan";
const PREFIX = "溯源/";
/** Where Swift keeps the parts of large objects. */
const SEGMENTS = `${BUCKET}+segments`;

async function swiftStorage(): Promise<AnyStorage> {
  const node = await startSwift();
  process.env.AWS_ACCESS_KEY_ID = node.accessKey;
  process.env.AWS_SECRET_ACCESS_KEY = node.secret;
  const client = new S3Client({
    endpoint: node.url,
    region: "us-east-1",
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET })).catch(async (error) => {
    await node.close();
    throw error;
  });
  const location = parseS3Location(`s3://${BUCKET}/${PREFIX}?endpoint=${node.url}&region=us-east-1`);
  const reopen = async () => s3Objects(location);

  async function keysOf(bucket: string): Promise<string[]> {
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
      for (const { Key = "" } of Contents) keys.push(Key.slice(PREFIX.length));
    }
    return keys;
  }

  return {
    objects: await reopen(),
    reopen,
    paths: async () => [
      ...(await keysOf(BUCKET)),
      // Parts that are no object yet, or no longer.
      ...(await keysOf(SEGMENTS).catch(() => [])),
    ],
    async tamper(path, bytes) {
      const target = { Bucket: BUCKET, Key: PREFIX + path };
      const { ContentType, Metadata } = await client.send(new HeadObjectCommand(target));
      await client.send(new PutObjectCommand({ ...target, Body: bytes, ContentType, Metadata }));
    },
    async close() {
      client.destroy();
      await node.close();
    },
  };
}

/** Starts it; undefined where it is not installed, which is said once. With `SWIFT=1` it has to be there. */
export const startSwiftStorage = chosen();

function chosen(): (() => Promise<AnyStorage>) | undefined {
  const lacking = swiftLacks();
  if (lacking === undefined) return swiftStorage;
  if (process.env.SWIFT === "1") throw new Error(`SWIFT=1, but ${lacking}`);
  console.warn(`Storage tests leave OpenStack Swift out: ${lacking}.`);
  return undefined;
}
