// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITrace} from "../ITrace.sol";
import {Batch} from "../types/Batch.sol";
import {Kind} from "../types/Kind.sol";

/// @title Lines
/// @notice Logs the events of lines and gives their leaves.
/// @dev A log's topics and data are put side by side in memory, once. Both the log and the leaf are taken from there,
///      so a leaf is the hash of its log by construction. Parameters are as in the events of `ITrace`.
library Lines {
    /// @notice Logs the event with which a batch begins, `ITrace.Created` or `ITrace.SplitOff`, with `seq` 1.
    /// @param code As in the event.
    /// @param id As in the event.
    /// @param word The value after the timestamp: the unit, or the parent.
    /// @param batch The new batch: its custodian is the actor, and its quantity is the event's.
    /// @param digest As in the event.
    /// @param line As in the event.
    /// @param selector The event's selector.
    /// @return leaf keccak256 of the log's topics and data.
    function begun(
        string calldata code,
        bytes32 id,
        bytes32 word,
        Batch batch,
        bytes32 digest,
        uint64 line,
        bytes32 selector
    ) internal returns (bytes32 leaf) {
        // As whole words, which are clean: assembly sees what may be above a shorter value.
        uint256 actor = uint160(batch.custodian());
        uint256 quantity = batch.quantity();
        assembly ("memory-safe") {
            // Topics: 0x00 selector | 0x20 id | 0x40 actor.
            // Data: 0x60 digest | 0x80 line | 0xa0 seq | 0xc0 timestamp | 0xe0 word | 0x100 quantity
            //       | 0x120 where the code's length is, counted from the data: 0xe0 | 0x140 the code's length
            //       | 0x160 the code, zero-padded to a whole number of words.
            let log := mload(0x40)
            mstore(log, selector)
            mstore(add(log, 0x20), id)
            mstore(add(log, 0x40), actor)
            mstore(add(log, 0x60), digest)
            mstore(add(log, 0x80), line)
            mstore(add(log, 0xa0), 1)
            mstore(add(log, 0xc0), timestamp())
            mstore(add(log, 0xe0), word)
            mstore(add(log, 0x100), quantity)
            mstore(add(log, 0x120), 0xe0)
            mstore(add(log, 0x140), code.length)
            calldatacopy(add(log, 0x160), code.offset, code.length)
            mstore(add(add(log, 0x160), code.length), 0)
            let size := and(add(code.length, 0x11f), not(0x1f)) // 0x100 and the whole words of the code
            leaf := keccak256(log, add(0x60, size))
            log3(add(log, 0x60), size, selector, id, actor)
        }
    }

    /// @notice Logs `ITrace.Recorded`.
    /// @param id As in the event.
    /// @param kind As in the event.
    /// @param actor As in the event.
    /// @param digest As in the event.
    /// @param line As in the event.
    /// @param seq As in the event.
    /// @return leaf keccak256 of the log's topics and data.
    function recorded(bytes32 id, Kind kind, address actor, bytes32 digest, uint64 line, uint24 seq)
        internal
        returns (bytes32 leaf)
    {
        bytes memory log = abi.encode(ITrace.Recorded.selector, id, kind, actor, digest, line, seq, block.timestamp);
        assembly ("memory-safe") {
            // 0x00 length | four topics: 0x20 selector | 0x40 id | 0x60 kind | 0x80 actor | 0xa0 data.
            leaf := keccak256(add(log, 0x20), mload(log))
            log4(
                add(log, 0xa0),
                sub(mload(log), 0x80),
                mload(add(log, 0x20)),
                mload(add(log, 0x40)),
                mload(add(log, 0x60)),
                mload(add(log, 0x80))
            )
        }
    }

    /// @notice Logs an event of three topics whose data is what every line has and one word more, such as
    ///         `ITrace.Inspected`.
    /// @param selector The event's selector.
    /// @param id As in the event.
    /// @param actor As in the event.
    /// @param digest As in the event.
    /// @param line As in the event.
    /// @param seq As in the event.
    /// @param word The event's last value.
    /// @return leaf keccak256 of the log's topics and data.
    function plain(
        bytes32 selector,
        bytes32 id,
        address actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint256 word
    ) internal returns (bytes32 leaf) {
        return _log3(abi.encode(selector, id, actor, digest, line, seq, block.timestamp, word));
    }

    /// @notice Logs `ITrace.Anchored`.
    /// @param id As in the event.
    /// @param line The rest of the event.
    /// @return leaf keccak256 of the log's topics and data.
    function anchored(bytes32 id, ITrace.Anchor memory line) internal returns (bytes32 leaf) {
        return _log3(encodeAnchored(id, line));
    }

    /// @notice The topics and the data of `ITrace.Anchored`, side by side.
    /// @param id As in the event.
    /// @param line The rest of the event.
    /// @return Eleven words.
    function encodeAnchored(bytes32 id, ITrace.Anchor memory line) internal pure returns (bytes memory) {
        // The struct's members are, in their order, all that comes after the id.
        return abi.encode(ITrace.Anchored.selector, id, line);
    }

    /// @notice Logs `ITrace.Split`.
    /// @param id As in the event.
    /// @param batch The batch's new state: it has the actor, `seq` and what remains.
    /// @param digest As in the event.
    /// @param line As in the event.
    /// @param parts As in the event.
    /// @return leaf keccak256 of the log's topics and data.
    function split(bytes32 id, Batch batch, bytes32 digest, uint64 line, bytes32[] memory parts)
        internal
        returns (bytes32 leaf)
    {
        bytes32 selector = ITrace.Split.selector;
        address actor = batch.custodian();
        return _logList(
            abi.encode(selector, id, actor, digest, line, batch.seq(), block.timestamp, batch.quantity(), parts), 8
        );
    }

    /// @notice Logs `ITrace.Transformed`.
    /// @param id As in the event.
    /// @param batch The batch's new state: it has the actor, `seq` and what remains.
    /// @param digest As in the event.
    /// @param line As in the event.
    /// @param used As in the event.
    /// @param outputs As in the event.
    /// @return leaf keccak256 of the log's topics and data.
    function transformed(
        bytes32 id,
        Batch batch,
        bytes32 digest,
        uint64 line,
        uint64 used,
        bytes32[] memory outputs
    ) internal returns (bytes32 leaf) {
        bytes32 selector = ITrace.Transformed.selector;
        address actor = batch.custodian();
        uint64 left = batch.quantity();
        return _logList(
            abi.encode(selector, id, actor, digest, line, batch.seq(), block.timestamp, used, left, outputs), 9
        );
    }

    /// @notice Logs `ITrace.Produced`, with `seq` 1.
    /// @param id As in the event.
    /// @param batch The new batch: its custodian is the actor.
    /// @param output As in the event.
    /// @param line As in the event.
    /// @param inputs As in the event.
    /// @return leaf keccak256 of the log's topics and data.
    function produced(bytes32 id, Batch batch, ITrace.Output calldata output, uint64 line, bytes32[] memory inputs)
        internal
        returns (bytes32 leaf)
    {
        bytes memory data = abi.encode(
            output.digest, line, batch.seq(), block.timestamp, output.unit, output.quantity, output.code, inputs
        );
        return _log3(bytes.concat(abi.encode(ITrace.Produced.selector, id, batch.custodian()), data));
    }

    /// @dev Logs what is encoded as three topics followed by data with a list. The word in that place says where the list
    ///      is: the encoding counts it from the first topic, a log from its data.
    function _logList(bytes memory log, uint256 place) private returns (bytes32 leaf) {
        assembly ("memory-safe") {
            let word := add(add(log, 0x20), mul(place, 0x20))
            mstore(word, sub(mload(word), 0x60))
        }
        return _log3(log);
    }

    /// @dev Logs what is encoded as three topics followed by the data.
    function _log3(bytes memory log) private returns (bytes32 leaf) {
        assembly ("memory-safe") {
            // 0x00 length | three topics: 0x20 selector | 0x40 id | 0x60 actor | 0x80 data.
            leaf := keccak256(add(log, 0x20), mload(log))
            log3(
                add(log, 0x80),
                sub(mload(log), 0x60),
                mload(add(log, 0x20)),
                mload(add(log, 0x40)),
                mload(add(log, 0x60))
            )
        }
    }
}
