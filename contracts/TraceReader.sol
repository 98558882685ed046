// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {ITrace} from "./interfaces/ITrace.sol";
import {ITraceLines} from "./interfaces/ITraceLines.sol";
import {Capacity} from "./types/Capacity.sol";

/// @title TraceReader
/// @notice What auditors need to check a head, the chain or a reading from a block explorer, without tools of their own.
///         It stores nothing, and nothing trusts it: whoever doubts it computes the same by hand.
contract TraceReader {
    /* TYPES */

    /// @notice A line by `anchor`, as its log has it: the members are in the order of the log's data.
    /// @param actor The log's last topic.
    /// @param digest The log's data, and so on to the last.
    /// @param line As above.
    /// @param seq As above.
    /// @param timestamp As above.
    /// @param capacity As above.
    /// @param roles As above.
    /// @param root As above.
    /// @param count As above.
    // It is never stored, and stands in the order of the event.
    // solhint-disable-next-line gas-struct-packing
    struct Anchor {
        address actor;
        bytes32 digest;
        uint40 line;
        uint24 seq;
        uint40 timestamp;
        Capacity capacity;
        uint16 roles;
        bytes32 root;
        uint32 count;
    }

    /* LEAVES AND HEADS */

    /// @notice What a line adds to the head of its batch and to the chain.
    /// @param topics The log's topics.
    /// @param data The log's data.
    /// @return The leaf.
    function leafOf(bytes32[] calldata topics, bytes calldata data) public pure returns (bytes32) {
        return keccak256(abi.encodePacked(topics, data));
    }

    /// @notice The head of a batch after further lines; `Trace.headOf` gives the one after all.
    /// @param head The head before them: 27 bytes, left-aligned; zero before the first line.
    /// @param leaves The leaf of each of the batch's lines from there on.
    /// @return The head: 27 bytes, left-aligned.
    function headAfter(bytes32 head, bytes32[] calldata leaves) public pure returns (bytes32) {
        for (uint256 i = 0; i < leaves.length; ++i) {
            head = bytes27(keccak256(abi.encodePacked(bytes27(head), leaves[i])));
        }
        return head;
    }

    /// @notice The chain after further lines; `Trace.state` gives the one after all.
    /// @param chain The chain before them: 26 bytes, left-aligned; zero before the first line.
    /// @param leaves The leaf of each line from there on, those of administration included.
    /// @return The chain: 26 bytes, left-aligned.
    function chainAfter(bytes32 chain, bytes32[] calldata leaves) external pure returns (bytes32) {
        for (uint256 i = 0; i < leaves.length; ++i) {
            chain = bytes26(keccak256(abi.encodePacked(bytes26(chain), leaves[i])));
        }
        return chain;
    }

    /* READINGS */

    /// @notice Whether a reading is one of those that a line by `anchor` of a batch stands for.
    /// @dev The reading goes in by its values and is hashed here: who would pass the root or a node of the tree off as one
    ///      would have to find values whose hash it is.
    /// @param trace The deployment of `Trace`.
    /// @param id The batch.
    /// @param anchored The line.
    /// @param before The head before the line.
    /// @param later The leaf of each of the batch's lines after it.
    /// @param reading The reading's values as `abi.encode` gives them: what a leaf of OpenZeppelin's `StandardMerkleTree` is
    ///        the hash of.
    /// @param proof The nodes beside the way from the reading to the root.
    /// @return True if it is.
    function verifyAnchored(
        address trace,
        bytes32 id,
        Anchor calldata anchored,
        bytes32 before,
        bytes32[] calldata later,
        bytes calldata reading,
        bytes32[] calldata proof
    ) external view returns (bool) {
        bytes32 head = bytes27(keccak256(abi.encodePacked(bytes27(before), _leafOf(id, anchored))));
        if (headAfter(head, later) != ITrace(trace).headOf(id)) return false;
        bytes32 leaf = keccak256(bytes.concat(keccak256(reading)));
        return MerkleProof.verifyCalldata(proof, anchored.root, leaf);
    }

    /// @dev The log of an `Anchored`: selector and id, and then all of the line, of which the actor is the last topic.
    function _leafOf(bytes32 id, Anchor calldata anchored) private pure returns (bytes32) {
        return keccak256(abi.encode(ITraceLines.Anchored.selector, id, anchored));
    }
}
