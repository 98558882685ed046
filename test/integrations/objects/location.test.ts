import { expect, test } from "vitest";
import { readSettings } from "../../../config/settings.ts";
import { parseS3Location } from "../../../integrations/objects/s3-location.ts";

test("a location names bucket, prefix, server and region", () => {
  expect(parseS3Location("s3://traces")).toEqual({
    bucket: "traces",
    prefix: "",
    region: "us-east-1",
    endpoint: null,
    pathStyle: false,
  });
  expect(parseS3Location("s3://traces/one/溯源/?endpoint=http://127.0.0.1:9000&region=cn-1")).toEqual({
    bucket: "traces",
    prefix: "one/溯源/",
    region: "cn-1",
    endpoint: "http://127.0.0.1:9000",
    pathStyle: true,
  });
  expect(parseS3Location("s3://traces?endpoint=https://s.example&pathStyle=false").pathStyle).toBe(false);
});

test.each([
  ["traces", "must be like"],
  ["https://traces", "must be like"],
  ["s3://key:secret@traces", "must not hold credentials"],
  ["s3://", "must name a bucket"],
  ["s3://traces?endpoint=ftp://x", "must name an http or https endpoint"],
  ["s3://traces?secret=x", "must hold only"],
  ["s3://traces?pathStyle=yes", "must say true or false"],
])("%s is refused, and never told in full", (text, why) => {
  expect(() => parseS3Location(text)).toThrow(why);
  expect(() => readSettings({ OBJECTS_URL: text })).toThrow(/^A setting is wrong: OBJECTS_URL must/);
  try {
    readSettings({ OBJECTS_URL: text });
  } catch (error) {
    expect((error as Error).message).not.toContain("secret@");
  }
});

test("objects lie in the data folder unless a storage is set", () => {
  expect(readSettings({}).objects).toBeNull();
  expect(readSettings({ OBJECTS_URL: "s3://traces" }).objects?.bucket).toBe("traces");
});
