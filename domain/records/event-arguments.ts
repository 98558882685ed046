/** One value of a contract's event: wide integers are decimal text, bytes are hex digits after `0x`. */
export type EventValue = string | number | boolean | readonly string[];

/** The values of one event, by parameter name (contracts/ITrace.sol). */
export type EventArguments = Readonly<Record<string, EventValue>>;
