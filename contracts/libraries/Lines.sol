// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Capacity} from "../types/Capacity.sol";

/// @dev Where in memory a line of a batch lies on its way to its log: three words of room in front, two topics, the six
///      words that the data of every line begins with, and room for three more. So the log needs no copy. A struct would
///      be the same, but each function that returns one has it filled with zeros first, which costs 350 gas a time.
///      0x00 0x20 0x40 room | 0x60 id | 0x80 actor | 0xa0 digest | 0xc0 line | 0xe0 seq | 0x100 timestamp | 0x120 capacity
///      | 0x140 roles | 0x160 0x180 0x1a0 words of the event.
type Line is uint256;

/// @title Lines
/// @notice Logs lines and gives their leaves.
/// @dev A log's topics and data lie side by side in memory. Both the log and the leaf are taken from there, so a leaf is
///      the hash of its log by construction.
library Lines {
    /* WHAT EVERY LINE SAYS */

    /// @notice Lays out what every line of a batch says.
    /// @param id The batch.
    /// @param actor Who writes it.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param capacity In which capacity the actor writes it.
    /// @param roles The actor's roles that may write it.
    /// @return self The line.
    function create(
        bytes32 id,
        address actor,
        bytes32 digest,
        uint256 line,
        uint256 seq,
        Capacity capacity,
        uint256 roles
    ) internal view returns (Line self) {
        assembly ("memory-safe") {
            self := mload(0x40)
            mstore(0x40, add(self, 0x1c0))
            mstore(add(self, 0x60), id)
            mstore(add(self, 0x80), shr(96, shl(96, actor))) // cleaned, as it is logged
            mstore(add(self, 0xa0), digest)
            mstore(add(self, 0xc0), line)
            mstore(add(self, 0xe0), seq)
            mstore(add(self, 0x100), timestamp())
            mstore(add(self, 0x120), capacity)
            mstore(add(self, 0x140), roles)
        }
    }

    /// @notice By which of its roles the actor writes a line.
    /// @param self The line.
    /// @return roles The set.
    function rolesOf(Line self) internal pure returns (uint256 roles) {
        assembly ("memory-safe") {
            roles := mload(add(self, 0x140))
        }
    }

    /* LOGS */

    /// @notice Logs an event of a batch whose data is what every line has.
    /// @param self The line.
    /// @param selector The event's selector.
    /// @return leaf keccak256 of the log's topics and data.
    function write(Line self, bytes32 selector) internal returns (bytes32 leaf) {
        return _write(self, selector, 0);
    }

    /// @notice The same with one word more.
    /// @param self The line.
    /// @param selector The event's selector.
    /// @param a The word.
    /// @return leaf keccak256 of the log's topics and data.
    function write(Line self, bytes32 selector, uint256 a) internal returns (bytes32 leaf) {
        assembly ("memory-safe") {
            mstore(add(self, 0x160), a)
        }
        return _write(self, selector, 0x20);
    }

    /// @notice The same with two words more.
    /// @param self The line.
    /// @param selector The event's selector.
    /// @param a The first.
    /// @param b The second.
    /// @return leaf keccak256 of the log's topics and data.
    function write(Line self, bytes32 selector, uint256 a, uint256 b) internal returns (bytes32 leaf) {
        assembly ("memory-safe") {
            mstore(add(self, 0x160), a)
            mstore(add(self, 0x180), b)
        }
        return _write(self, selector, 0x40);
    }

    /// @notice The same with three words more.
    /// @param self The line.
    /// @param selector The event's selector.
    /// @param a The first.
    /// @param b The second.
    /// @param c The third.
    /// @return leaf keccak256 of the log's topics and data.
    function write(Line self, bytes32 selector, uint256 a, uint256 b, uint256 c) internal returns (bytes32 leaf) {
        assembly ("memory-safe") {
            mstore(add(self, 0x160), a)
            mstore(add(self, 0x180), b)
            mstore(add(self, 0x1a0), c)
        }
        return _write(self, selector, 0x60);
    }

    /// @notice Logs an event of a batch whose topics are id, kind and actor.
    /// @param self The line.
    /// @param selector The event's selector.
    /// @param kind The kind.
    /// @return leaf keccak256 of the log's topics and data.
    function writeStep(Line self, bytes32 selector, bytes32 kind) internal returns (bytes32 leaf) {
        _insert(self, selector, kind);
        assembly ("memory-safe") {
            leaf := keccak256(add(self, 0x20), 0x140)
            let id := mload(add(self, 0x40))
            log4(add(self, 0xa0), 0xc0, selector, id, kind, mload(add(self, 0x80)))
        }
    }

    /// @notice Logs an event of a batch with more than words.
    /// @param self The line.
    /// @param selector The event's selector.
    /// @param kind A topic between id and actor; zero for none.
    /// @param rest What comes after what every line has, with places counted from the first byte of the data.
    /// @return leaf keccak256 of the log's topics and data.
    function writeLong(Line self, bytes32 selector, bytes32 kind, bytes memory rest) internal returns (bytes32 leaf) {
        bytes memory start;
        if (kind != 0) _insert(self, selector, kind);
        assembly ("memory-safe") {
            // The line so far, as bytes: how many, and then the topics and the data.
            switch kind
            case 0 {
                start := add(self, 0x20)
                mstore(start, 0x120)
                mstore(add(self, 0x40), selector)
            }
            default {
                start := self
                mstore(start, 0x140)
            }
        }
        return encoded(kind == 0 ? 3 : 4, bytes.concat(start, rest));
    }

    /// @notice Logs an event of two to four topics.
    /// @param topics How many.
    /// @param entry The topics and the data: for words alone, what `abi.encode` gives of the selector and the values.
    /// @return leaf keccak256 of the log's topics and data.
    function encoded(uint256 topics, bytes memory entry) internal returns (bytes32 leaf) {
        assembly ("memory-safe") {
            let place := add(entry, 0x20)
            leaf := keccak256(place, mload(entry))
            let data := add(place, shl(5, topics))
            let size := sub(mload(entry), shl(5, topics))
            let selector := mload(place)
            let a := mload(add(place, 0x20))
            switch topics
            case 2 { log2(data, size, selector, a) }
            case 3 { log3(data, size, selector, a, mload(add(place, 0x40))) }
            default { log4(data, size, selector, a, mload(add(place, 0x40)), mload(add(place, 0x60))) }
        }
    }

    /// @notice Moves the place of a dynamic value, which `abi.encode` counts from the first value it was given.
    /// @param values What `abi.encode` gave.
    /// @param word Which word tells the place, counted from 0.
    /// @param bytesBefore How many bytes of data come before what was encoded; negative for topics that come first.
    function rebase(bytes memory values, uint256 word, int256 bytesBefore) internal pure {
        assembly ("memory-safe") {
            let place := add(add(values, 0x20), shl(5, word))
            mstore(place, add(mload(place), bytesBefore))
        }
    }

    /* INTERNALS */

    /// @dev Logs topics and data as they lie there, with so many bytes of words.
    function _write(Line self, bytes32 selector, uint256 words) private returns (bytes32 leaf) {
        assembly ("memory-safe") {
            mstore(add(self, 0x40), selector)
            leaf := keccak256(add(self, 0x40), add(0x120, words))
            log3(add(self, 0xa0), add(0xc0, words), selector, mload(add(self, 0x60)), mload(add(self, 0x80)))
        }
    }

    /// @dev Puts the kind between id and actor, which moves up what comes before it.
    function _insert(Line self, bytes32 selector, bytes32 kind) private pure {
        assembly ("memory-safe") {
            mstore(add(self, 0x20), selector)
            mstore(add(self, 0x40), mload(add(self, 0x60)))
            mstore(add(self, 0x60), kind)
        }
    }
}
