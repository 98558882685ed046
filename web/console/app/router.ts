/** The console's addresses. */
import { routerAt } from "../../router.ts";

export const { addressOf, usePath } = routerAt("/console");
