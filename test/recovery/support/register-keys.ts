/** A process that registers keys of accounts: `register-keys.ts FOLDER FIRST COUNT`. */
import { newKeyId } from "../../../chain/key-identifiers.ts";
import { keyRegister } from "../../../chain/key-register.ts";

const [folder = "", first = "", count = ""] = process.argv.slice(2);
const register = keyRegister(folder);
for (let account = Number(first); account < Number(first) + Number(count); account++) {
  register.add([{ keyId: newKeyId(), address: `0x${"0".repeat(40)}`, account, created: new Date().toISOString() }]);
}
