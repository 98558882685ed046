// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceErrors} from "./ITraceErrors.sol";
import {ITraceLines} from "./ITraceLines.sol";
import {Verdict} from "../types/Journey.sol";

/// @title What the verbs of Suyuan's trace take, give and tell
/// @notice Structs and views, and the events that are no lines.
interface ITraceTypes is ITraceLines, ITraceErrors {
    /* TYPES */

    /// @notice A batch as `batchOf` gives it.
    /// @param custodian The account that holds the batch.
    /// @param quantity What remains, in thousandths of the unit.
    /// @param seq The number of its latest line; 0 if the batch does not exist.
    /// @param flags 1 withdrawn, 2 recalled by its holder, 4 by its maker, 8 by order, 16 offered, 32 open.
    /// @param verdict The verdict that stands.
    /// @param rank Whose: 0 nobody's, 1 an inspector's, 2 a regulator's.
    /// @param maker The index of the account that made it: see `AccountView`.
    /// @param head The hash chain over all its lines.
    struct BatchView {
        address custodian;
        uint56 quantity;
        uint24 seq;
        uint16 flags;
        Verdict verdict;
        uint8 rank;
        uint40 maker;
        bytes32 head;
    }

    /// @notice An account as `accountOf` gives it.
    /// @param roles All its roles, as in `RolesSet`.
    /// @param validUntil Last second at which they hold; 0 for no end.
    /// @param index What stands for it in the batches it made; 0 if it never had a role.
    /// @param nextNonce One more than the highest nonce that was used.
    /// @param window Which of the 120 nonces before `nextNonce` were used; bit 0 is for the one before it.
    struct AccountView {
        uint16 roles;
        uint40 validUntil;
        uint40 index;
        uint40 nextNonce;
        uint120 window;
    }

    /// @notice What a split takes out of a batch.
    /// @param name What comes after the batch's code and `~` in the part's; no `~` or `:`.
    /// @param quantity How much, in thousandths of the unit; not zero.
    /// @param digest SHA-256 of the record document that describes the part.
    struct Part {
        string name;
        uint56 quantity;
        bytes32 digest;
    }

    /// @notice A batch and an amount of it: what goes into a transformation, or is handed over.
    /// @param id The batch.
    /// @param quantity How much, in thousandths of its unit.
    struct Item {
        bytes32 id;
        uint56 quantity;
    }

    /// @notice What comes out of a transformation.
    /// @param code The new batch's public name.
    /// @param unit UN/ECE Recommendation 20 code of its unit, left-aligned.
    /// @param quantity Its quantity, in thousandths of the unit.
    /// @param digest SHA-256 of the record document that describes it.
    struct Output {
        string code;
        bytes3 unit;
        uint56 quantity;
        bytes32 digest;
    }

    /// @notice A holder's word that batches go to somebody: its signature of
    ///         `HandOver(Item[] batches,address to,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`
    ///         `Item(string code,uint56 quantity)`.
    /// @param actor Who signed: the custodian of the batches, or its agent.
    /// @param nonce The signature's nonce.
    /// @param deadline Last second at which it is good.
    /// @param signature The signature.
    struct Consent {
        address actor;
        uint40 nonce;
        uint256 deadline;
        bytes signature;
    }

    /// @notice An act that somebody signed.
    /// @param act Call data of the verb.
    /// @param actor Who signed: an account, or a contract that answers ERC-1271.
    /// @param nonce The signature's nonce.
    /// @param deadline Last second at which it is good.
    /// @param signature The signature of the struct that is named at the verb.
    struct Signed {
        bytes act;
        address actor;
        uint40 nonce;
        uint256 deadline;
        bytes signature;
    }

    /* EVENTS THAT ARE NO LINES */

    /// @notice A signed act that was brought did not succeed. It may be brought again until its deadline.
    /// @param actor Who signed.
    /// @param nonce The signature's nonce.
    /// @param act Which of the acts that were brought together, counted from 0.
    /// @param reason The first 68 bytes of why: selector and values of an error.
    event ActSkipped(address indexed actor, uint40 indexed nonce, uint256 act, bytes reason);

    /// @notice One of several batches was left out.
    /// @param actor Whose act it was.
    /// @param id The batch.
    event BatchSkipped(address indexed actor, bytes32 indexed id);
}
