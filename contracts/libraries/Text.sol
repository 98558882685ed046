// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @dev The number 1 in each of a word's bytes: times n, the number n in each.
uint256 constant EACH_BYTE = type(uint256).max / 0xff;
/// @dev The top bit of each of a word's bytes.
uint256 constant EACH_TOP_BIT = EACH_BYTE * 0x80;

/// @dev The digits and the capitals, each as the bit of its ASCII number.
uint256 constant DIGITS_AND_CAPITALS = (0x3ff << 0x30) | (0x3ffffff << 0x41);

/// @dev How long a root's code may be, how long a part's, and how long a namespace, in bytes.
uint256 constant MAXIMUM_ROOT = 64;
uint256 constant MAXIMUM_CODE = 128;
uint256 constant MAXIMUM_NAMESPACE = 32;

/// @dev Stands between a batch's code and its part's name; no URL encodes it.
bytes1 constant TILDE = "~";
/// @dev Stands between a namespace and the rest of a code.
bytes1 constant COLON = ":";

/// @notice Whether a text is 1 to `maximum` printable ASCII bytes without spaces, `~` and `:`.
/// @param text The text.
/// @param maximum How many bytes it may have.
/// @return True if it is.
function isName(string calldata text, uint256 maximum) pure returns (bool) {
    uint256 size = bytes(text).length;
    if (size == 0 || size > maximum) return false;
    (bool printable, bool tilde, bool colon) = scan(text);
    return printable && !tilde && !colon;
}

/// @notice Whether a text can be the code of a batch that is part of no other, and how much of it is its namespace.
/// @param code The code.
/// @return valid True if it can.
/// @return namespace How many bytes stand before its colon; 0 if it has none.
function parseRoot(string calldata code) pure returns (bool valid, uint256 namespace) {
    uint256 size = bytes(code).length;
    if (size == 0 || size > MAXIMUM_ROOT) return (false, 0);
    (bool printable, bool tilde, bool colon) = scan(code);
    if (!printable || tilde) return (false, 0);
    if (!colon) return (true, 0);
    for (uint256 i = 0; i < size; ++i) {
        if (bytes(code)[i] != COLON) continue;
        if (namespace != 0) return (false, 0); // a second one
        namespace = i;
        if (i == 0 || i > MAXIMUM_NAMESPACE || i + 1 == size) return (false, 0);
    }
    return (true, namespace);
}

/// @dev What bytes a text has, a word at a time.
function scan(string calldata text) pure returns (bool printable, bool tilde, bool colon) {
    uint256 size = bytes(text).length;
    (uint256 odd, uint256 tildes, uint256 colons) = (0, 0, 0);
    unchecked {
        for (uint256 i = 0; i < size; i += 32) {
            uint256 word;
            assembly {
                word := calldataload(add(text.offset, i))
            }
            uint256 rest = (size - i) * 8;
            // What follows the text becomes the first printable character.
            if (rest < 256) word = (word & ~(type(uint256).max >> rest)) | ((EACH_BYTE * 0x21) >> rest);
            odd |= oddBytes(word);
            tildes |= bytesOf(word, uint8(TILDE));
            colons |= bytesOf(word, uint8(COLON));
        }
    }
    return (odd == 0, tildes != 0, colons != 0);
}

/// @dev Marks the bytes of a word that are one: zero if there is none. Right as long as all are ASCII, as printable ones
///      are.
function bytesOf(uint256 word, uint256 wanted) pure returns (uint256) {
    unchecked {
        uint256 difference = word ^ (EACH_BYTE * wanted);
        return (difference - EACH_BYTE) & ~difference & EACH_TOP_BIT;
    }
}

/// @notice Whether a text is two or three capital letters or digits, as UN/ECE Recommendation 20 codes of units are.
/// @param unit The text, left-aligned.
/// @return True if it is.
function isUnit(bytes3 unit) pure returns (bool) {
    uint256 set = DIGITS_AND_CAPITALS;
    uint256 matches;
    assembly {
        let third := shr(byte(2, unit), or(set, 1)) // may also be missing, which is zero
        matches := and(and(shr(byte(0, unit), set), shr(byte(1, unit), set)), third)
    }
    return matches & 1 != 0;
}

/// @notice Whether every byte of a text is printable ASCII and no space, 0x21 to 0x7e.
/// @param text Up to 32 bytes, left-aligned, followed by zero bytes only.
/// @param size How many they are.
/// @return True if they are, and also if there are none.
function isPrintable(bytes32 text, uint256 size) pure returns (bool) {
    // The padding becomes the first printable character.
    return allPrintable(uint256(text) | ((EACH_BYTE * 0x21) >> (size * 8)));
}

/// @dev Looks at all bytes at once: a byte that is too high, or wraps around for being too low, has its top bit set.
///      Only such a byte can carry into its neighbour or borrow from it, and then the answer is no already.
function allPrintable(uint256 word) pure returns (bool) {
    return oddBytes(word) == 0;
}

/// @dev What `allPrintable` finds: zero if there is nothing odd.
function oddBytes(uint256 word) pure returns (uint256) {
    unchecked {
        return (word | (word + EACH_BYTE) | (word - EACH_BYTE * 0x21)) & EACH_TOP_BIT;
    }
}

/// @notice keccak256 of a text, without keeping a copy of it in memory.
/// @param text The text.
/// @return digest The hash.
function hashOf(string calldata text) pure returns (bytes32 digest) {
    assembly ("memory-safe") {
        let buffer := mload(0x40)
        calldatacopy(buffer, text.offset, text.length)
        digest := keccak256(buffer, text.length)
    }
}
