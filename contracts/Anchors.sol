// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {ITrace} from "./ITrace.sol";
import {Ledger} from "./Ledger.sol";
import {Acts} from "./libraries/Acts.sol";
import {Lines} from "./libraries/Lines.sol";
import {Batch} from "./types/Batch.sol";
import {TELEMETRY, TELEMETRY_CELL} from "./types/Kind.sol";

/// @title Anchors
/// @notice Readings by the thousand under one line, and what it takes to check a head or a reading.
abstract contract Anchors is Ledger {
    /* VERBS */

    /// @inheritdoc ITrace
    function anchor(bytes32 id, bytes32 root, uint32 count, bytes32 digest) external {
        _anchor(id, _nextOfOpen(id), root, count, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function anchorBySig(
        bytes32 id,
        bytes32 root,
        uint32 count,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Batch batch = _nextOfOpen(id);
        bytes32 structHash = Acts.hashAnchor(id, root, count, digest, batch.seq(), deadline);
        _checkSignature(structHash, actor, deadline, signature);
        _anchor(id, batch, root, count, digest, actor);
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function leafOf(bytes32[] calldata topics, bytes calldata data) external pure returns (bytes32) {
        return keccak256(abi.encodePacked(topics, data));
    }

    /// @inheritdoc ITrace
    function headAfter(bytes32 head, bytes32[] calldata leaves) external pure returns (bytes32) {
        return _fold(head, leaves);
    }

    /// @inheritdoc ITrace
    function verifyAnchored(
        bytes32 id,
        Anchor calldata anchored,
        bytes32 before,
        bytes32[] calldata later,
        bytes32 reading,
        bytes32[] calldata proof
    ) external view returns (bool) {
        bytes32 leaf = keccak256(Lines.encodeAnchored(id, anchored));
        return _fold(Hashes.efficientKeccak256(before, leaf), later) == _chains[id].head
            && MerkleProof.verifyCalldata(proof, anchored.root, reading);
    }

    /* LINES */

    function _anchor(bytes32 id, Batch batch, bytes32 root, uint32 count, bytes32 digest, address actor) private {
        if (root == 0 || count == 0) revert InvalidRoot();
        uint64 line = _takeLinesAs(actor, TELEMETRY_CELL, TELEMETRY, digest, 1);
        Anchor memory anchored = Anchor(actor, digest, line, batch.seq(), uint40(block.timestamp), root, count);
        _append(id, batch, Lines.anchored(id, anchored));
    }

    function _fold(bytes32 head, bytes32[] calldata leaves) private pure returns (bytes32) {
        for (uint256 i = 0; i < leaves.length; ++i) {
            head = Hashes.efficientKeccak256(head, leaves[i]);
        }
        return head;
    }
}
