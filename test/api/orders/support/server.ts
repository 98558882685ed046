/** A server on loopback that stands for a service outside, and remembers what it was asked. */
export * from "../../../../integrations/sandbox/http-server.ts";
