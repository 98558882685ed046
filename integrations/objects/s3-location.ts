/** The location of objects in an S3-compatible storage. */
export interface S3Location {
  readonly bucket: string;
  /** Prefix of every key; empty, or ends with a slash. */
  readonly prefix: string;
  readonly region: string;
  /** The server; null for Amazon's own. */
  readonly endpoint: string | null;
  /** Whether the bucket is in the path rather than in the host name. */
  readonly pathStyle: boolean;
}

const PARAMETERS = ["endpoint", "region", "pathStyle"];

/**
 * A location as `s3://bucket/prefix?endpoint=…&region=…&pathStyle=true`. Throws an Error that says what is wrong.
 */
export function parseS3Location(text: string): S3Location {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "s3:") throw new Error("must be like s3://bucket/prefix?endpoint=…&region=…");
  if (url.username || url.password)
    throw new Error("must not hold credentials: they go into AWS_ACCESS_KEY_ID and so on");
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname)) throw new Error("must name a bucket after s3://");
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) throw new Error(`must hold only ${PARAMETERS.join(", ")}`);

  const endpoint = url.searchParams.get("endpoint");
  if (endpoint !== null && !/^https?:\/\//.test(URL.canParse(endpoint) ? endpoint : "")) {
    throw new Error("must name an http or https endpoint");
  }
  const pathStyle = url.searchParams.get("pathStyle") ?? String(endpoint !== null);
  if (pathStyle !== "true" && pathStyle !== "false") throw new Error("must say true or false for pathStyle");
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, "");
  return {
    bucket: url.hostname,
    prefix: prefix && `${prefix}/`,
    region: url.searchParams.get("region") ?? "us-east-1",
    endpoint,
    pathStyle: pathStyle === "true",
  };
}
