// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {isPrintable} from "../libraries/Text.sol";
import {CARRIER, HOLDER, INSPECTOR, PROCESSOR, PRODUCER, REGULATOR, RETAILER} from "./Account.sol";

/// @notice A kind of step: up to 32 ASCII bytes, left-aligned and zero-padded, so that an explorer shows it as text.
type Kind is bytes32;

using {hash, isWellFormed, isReserved, isWordOfLines, builtInRoles, equals as ==, differs as !=} for Kind global;

/// @dev The two kinds that verbs of their own write.
Kind constant CREATION = Kind.wrap("creation");
Kind constant INSPECTION = Kind.wrap("inspection");
/// @dev What `anchor` writes; `record` does too.
Kind constant TELEMETRY = Kind.wrap("telemetry");

/// @notice keccak256 of the kind's text without its padding: how EIP-712 encodes it as a `string` member.
/// @param self The kind; must be well formed.
/// @return digest The hash of the text.
function hash(Kind self) pure returns (bytes32 digest) {
    uint256 size = _length(Kind.unwrap(self));
    assembly ("memory-safe") {
        mstore(0x00, self)
        digest := keccak256(0x00, size)
    }
}

/// @notice Whether the kind is 1 to 32 printable ASCII bytes followed by nothing but padding.
/// @param self The kind.
/// @return True if it is.
function isWellFormed(Kind self) pure returns (bool) {
    bytes32 text = Kind.unwrap(self);
    uint256 size = _length(text);
    return size != 0 && isPrintable(text, size);
}

/// @notice Whether lines of this kind are written by a verb of their own.
/// @param self The kind.
/// @return True if they are.
function isReserved(Kind self) pure returns (bool) {
    return self == CREATION || self == INSPECTION;
}

/// @notice Whether a kind is called what readers call the lines of other verbs, so that no step may be.
/// @param self The kind.
/// @return True if it is.
function isWordOfLines(Kind self) pure returns (bool) {
    bytes32 text = Kind.unwrap(self);
    return text == "amendment" || text == "recall" || text == "recall-lifted" || text == "withdrawal"
        || text == "consumption" || text == "opening" || text == "custody-offer" || text == "custody-transfer"
        || text == "custody-refusal" || text == "custody-cancellation" || text == "split" || text == "transformation";
}

/// @notice Who may write a kind unless the default admin said otherwise: a set of roles, 0 for an unknown kind.
/// @param self The kind.
/// @return The set.
function builtInRoles(Kind self) pure returns (uint256) {
    if (self == Kind.wrap("harvest")) return PRODUCER;
    if (self == Kind.wrap("transport")) return CARRIER;
    if (self == Kind.wrap("processing") || self == Kind.wrap("packaging") || self == CREATION) {
        return PRODUCER | PROCESSOR;
    }
    if (self == INSPECTION || self == Kind.wrap("certificate")) return INSPECTOR | REGULATOR;
    if (self == Kind.wrap("storage")) return PRODUCER | PROCESSOR | CARRIER | RETAILER;
    if (self == TELEMETRY) return PRODUCER | PROCESSOR | CARRIER;
    if (self == Kind.wrap("evaluation")) return INSPECTOR;
    if (self == Kind.wrap("sale")) return RETAILER;
    if (self == Kind.wrap("declaration")) return HOLDER;
    if (self == Kind.wrap("commitment")) return PRODUCER | PROCESSOR | RETAILER;
    if (self == Kind.wrap("erasure")) return INSPECTOR | REGULATOR;
    if (self == Kind.wrap("hold") || self == Kind.wrap("hold-released")) return HOLDER;
    if (self == Kind.wrap("official-hold") || self == Kind.wrap("official-hold-released")) {
        return INSPECTOR | REGULATOR;
    }
    return 0;
}

/// @dev Index of the last non-zero byte, plus one.
function _length(bytes32 text) pure returns (uint256 size) {
    uint256 padded = uint256(text);
    if (padded == 0) return 0;
    size = 32;
    // A binary search for the number of trailing zero bytes.
    if (padded & type(uint128).max == 0) (padded, size) = (padded >> 128, size - 16);
    if (padded & type(uint64).max == 0) (padded, size) = (padded >> 64, size - 8);
    if (padded & type(uint32).max == 0) (padded, size) = (padded >> 32, size - 4);
    if (padded & type(uint16).max == 0) (padded, size) = (padded >> 16, size - 2);
    if (padded & type(uint8).max == 0) --size;
}

/// @notice Whether two kinds are the same.
/// @param a One.
/// @param b The other.
/// @return True if they are.
function equals(Kind a, Kind b) pure returns (bool) {
    return Kind.unwrap(a) == Kind.unwrap(b);
}

/// @notice Whether two kinds are not the same.
/// @param a One.
/// @param b The other.
/// @return True if they are not.
function differs(Kind a, Kind b) pure returns (bool) {
    return Kind.unwrap(a) != Kind.unwrap(b);
}
