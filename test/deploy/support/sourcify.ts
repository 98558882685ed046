/**
 * Sourcify on this machine: its own library behind the part of its API that hardhat-verify calls, with the compiler of
 * the `solc` package. What it answers is what sourcify.dev would.
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  type ISolidityCompiler,
  SolidityCompilation,
  SourcifyChain,
  setLibSourcifyLoggerLevel,
  Verification,
} from "@ethereum-sourcify/lib-sourcify";

/** How well sources fit a contract: `perfect` if even their comments do. */
export interface Match {
  readonly runtime: string | null;
  readonly creation: string | null;
}

/** What is handed in for verification. */
export interface Submission {
  readonly address: string;
  readonly compilerVersion: string;
  readonly stdJsonInput: { readonly settings: object };
  readonly contractIdentifier: string;
  readonly creationTransactionHash?: string;
}

// Its log tells every step; a failure says enough by itself.
setLibSourcifyLoggerLevel(0);

const solc = createRequire(import.meta.url)("solc");
const compiler: ISolidityCompiler = {
  compile: async (_version, input) => JSON.parse(solc.compile(JSON.stringify(input))),
};

/** Verify one submission against a chain. */
export async function verifyWithSourcify(rpcUrl: string, chainId: number, submission: Submission): Promise<Match> {
  const separator = submission.contractIdentifier.lastIndexOf(":");
  const target = {
    path: submission.contractIdentifier.slice(0, separator),
    name: submission.contractIdentifier.slice(separator + 1),
  };
  const version = submission.compilerVersion.replace(/^v/, "");
  const compilation = new SolidityCompilation(compiler, version, submission.stdJsonInput as never, target);
  const chain = new SourcifyChain({
    name: "test",
    chainId,
    supported: true,
    rpcs: [{ rpc: rpcUrl, maskedUrl: rpcUrl, traceSupport: "debug_traceTransaction" }],
  });
  const verification = new Verification(compilation, chain, submission.address, submission.creationTransactionHash);
  await verification.verify();
  return { runtime: verification.status.runtimeMatch, creation: verification.status.creationMatch };
}

/** A server; `matches` are what it answered so far. */
export async function startSourcify(rpcUrl: string, chainId: number) {
  const matches: Match[] = [];
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const [, , what, id = "", address = ""] = (request.url ?? "").split("/");
    const contract = { chainId: String(chainId), address };
    if (what === "contract") {
      return answer(404, { match: null, creationMatch: null, runtimeMatch: null, ...contract });
    }
    if (request.method === "GET") {
      const { runtime, creation } = matches[Number(id)] ?? {};
      const results = { match: runtime, runtimeMatch: runtime, creationMatch: creation, ...contract };
      return answer(200, { isJobCompleted: true, verificationId: id, jobStartTime: "now", contract: results });
    }
    try {
      const submission = { address, ...JSON.parse(await text(request)) };
      matches.push(await verifyWithSourcify(rpcUrl, chainId, submission));
      return answer(202, { verificationId: String(matches.length - 1) });
    } catch (error) {
      return answer(500, { customCode: "internal_error", errorId: "1", message: (error as Error).message });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    matches,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
