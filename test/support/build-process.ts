/** Compiles the contract as an installation does, into `BUILD_FOLDER`. */
import hre from "hardhat";
import { buildTrace } from "../../scripts/deploy/build.ts";

await buildTrace(hre);
