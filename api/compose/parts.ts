import type { Logger } from "pino";
import type { Deployment } from "../../chain/calls.ts";
import type { FinalBlock } from "../../chain/finality.ts";
import type { Keys } from "../../chain/keystore.ts";
import type { OfficerKey } from "../../chain/officers.ts";
import type { Rpc } from "../../chain/rpc.ts";
import type { FileStore } from "../../domain/files/file-store.ts";
import type { Messenger } from "../../domain/messages/messenger.ts";
import type { Erp } from "../../domain/orders/erp.ts";
import type { Services } from "../../domain/services.ts";
import type { Evaluator } from "../../domain/tomatoes/evaluator.ts";
import type { Wechat } from "../../domain/wechat/ports.ts";
import type { Drivers } from "../../integrations/messages/drivers.ts";
import type { Guards } from "../../integrations/outgoing/guards.ts";
import type { PhoneCountry } from "../../integrations/phones/libphonenumber.ts";
import type { Database } from "../../store/database.ts";
import type { IpfsParts } from "./ipfs.ts";

/** What the parts need. */
export interface Parts {
  readonly database: Database;
  readonly objects: FileStore;
  readonly keys: Keys;
  /** Keys of officers beside the relayer's, which is taken for both where this is left out. */
  readonly officers?: { readonly registrar: readonly OfficerKey[]; readonly admin: readonly OfficerKey[] };
  readonly rpc: Rpc;
  readonly deployment: Deployment;
  readonly finalBlock: FinalBlock;
  readonly pollInterval: number;
  /** Milliseconds after which an unmined transaction is sent again under a higher price; a minute if left out. */
  readonly repriceAfter?: number;
  /** The country of phone numbers that name none; China if left out. */
  readonly phoneCountry?: PhoneCountry;
  /** The tomato evaluator; none if left out. */
  readonly evaluator?: Evaluator | null;
  readonly logger: Logger;
  /** The IPFS node that keeps copies of public objects; none if left out. */
  readonly ipfs?: IpfsParts | undefined;
  /** The guards of calls to external systems, which the drivers were created with. None if left out. */
  readonly guards?: Guards | undefined;
  /** Unconfigured if left out. */
  readonly wechat?: Wechat | undefined;
  /** Unconfigured if left out. */
  readonly erp?: Erp | undefined;
  /** Which generation of keys signs access tokens, and for how many seconds they are good; 1 and a day if left out. */
  readonly tokens?: { readonly generation?: number; readonly lifetime?: number };
  /**
   * The drivers for mail and text messages. Where one is left out, messages go to a mailbox in development and nowhere
   * otherwise.
   */
  readonly drivers?: Drivers;
  /** Sends messages in place of the above. */
  readonly messenger?: Messenger;
  /** How much may be stored; the defaults if left out. */
  readonly settings: Omit<
    Services["settings"],
    "chainId" | "contract" | "timeZone" | "uploadLimits" | "wechatCustodyTemplate" | "wechatRoleTemplate"
  > &
    Partial<Pick<Services["settings"], "timeZone" | "uploadLimits" | "wechatCustodyTemplate" | "wechatRoleTemplate">>;
}
