import { sql } from "kysely";

/**
 * Whether a line (`taken`) is the one by which a batch of a hand-over (`item` of `hand_overs`) went over: from who held it
 * then to the recipient, with the hand-over's document. Its digest alone anybody may put on a line of another batch.
 */
export const isTaking = sql<boolean>`taken.batch_id = item.batch_id and taken.event = 'CustodyAccepted'
  and taken.digest = hand_overs.digest and taken.actor = hand_overs.recipient
  and json_extract(taken.args, '$.from') = item.holder`;

/** The batches of a hand-over that went over, as what follows `from`: any number of lines of each. */
export const taken = sql`hand_over_items as item join facts as taken on ${isTaking}
  where item.hand_over = hand_overs.number`;
