/** Who pays for a deployment: the key in the settings, or the relayer of the keystore that is already there. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { Wallet } from "ethers";
import { openKeystore } from "../../chain/keystore.ts";
import { CommandError } from "./command-error.ts";

/** The one that sends and pays. */
export interface Deployer {
  readonly address: string;
  readonly privateKey: string;
  /** This installation's registrar, where it is the installation's relayer that pays; null if none is known. */
  readonly registrar: string | null;
}

/** Find the deployer's key. No message ever shows any of it. */
export async function findDeployer(dataFolder: string, environment: NodeJS.ProcessEnv): Promise<Deployer> {
  const given = environment.DEPLOYER_PRIVATE_KEY?.trim();
  if (given) {
    if (!/^(0x)?[0-9a-fA-F]{64}$/.test(given)) {
      throw new CommandError("DEPLOYER_PRIVATE_KEY is not a private key: 64 hex digits");
    }
    const privateKey = given.startsWith("0x") ? given : `0x${given}`;
    return { address: addressOf(privateKey), privateKey, registrar: null };
  }
  const folder = join(dataFolder, "keystore");
  // Opening a keystore creates one if there is none: nobody could have sent money to that.
  const exists = await access(join(folder, "master-key.json")).then(
    () => true,
    () => false,
  );
  if (!exists) throw new CommandError(`DEPLOYER_PRIVATE_KEY is missing, and there is no keystore in ${folder}`);
  const keys = await openKeystore(folder, environment.KEYSTORE_PASSPHRASE || undefined);
  const { address, privateKey } = keys.relayer;
  const registrar = registrarIn(environment);
  return { address, privateKey, registrar: registrar === undefined ? keys.registrar.address : registrar };
}

/** The registrar whose key is a setting; undefined where that is the keystore's. */
function registrarIn({ REGISTRAR_KEY: key }: NodeJS.ProcessEnv): string | null | undefined {
  if (!key?.trim()) return undefined;
  return key.trim() === "none" ? null : addressOf(key.trim(), "REGISTRAR_KEY");
}

function addressOf(privateKey: string, setting = "DEPLOYER_PRIVATE_KEY"): string {
  try {
    return new Wallet(privateKey).address;
  } catch {
    throw new CommandError(`${setting} is not a private key: it is out of range`);
  }
}
