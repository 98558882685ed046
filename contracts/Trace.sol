// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";

import {Anchors} from "./Anchors.sol";
import {Attestations} from "./Attestations.sol";
import {Custody} from "./Custody.sol";
import {ITrace} from "./ITrace.sol";
import {Lineage} from "./Lineage.sol";
import {Recalls} from "./Recalls.sol";
import {Roles} from "./Roles.sol";
import {hashOf} from "./libraries/Text.sol";
import {Batch} from "./types/Batch.sol";
import {Kind} from "./types/Kind.sol";

/// @title Trace
/// @notice The journey of every batch: see `ITrace`.
/// @dev Immutable: whoever could change this code could rewrite history. A new version is a new deployment that names
///      this one as its predecessor.
contract Trace is Attestations, Recalls, Custody, Lineage, Anchors, Multicall {
    /* STORAGE */

    /// @inheritdoc ITrace
    address public immutable predecessor;

    /* CONSTRUCTION */

    /// @notice Starts without batches, and not paused.
    /// @param admin The default admin: kinds, pause, and the registrar. Handed over in two steps with 3 days' delay.
    /// @param registrar The first holder of `REGISTRAR_ROLE`.
    /// @param previous The deployment that this one follows, or zero.
    /// @param kinds Who may write which kind of step.
    constructor(address admin, address registrar, address previous, KindRole[] memory kinds)
        Roles(admin, registrar)
        EIP712("Suyuan Trace", "1")
    {
        predecessor = previous;
        for (uint256 i = 0; i < kinds.length; ++i) {
            _setKindRole(kinds[i].kind, kinds[i].roles);
        }
    }

    /* ADMINISTRATION */

    /// @inheritdoc ITrace
    function setKindRole(Kind kind, uint256 roles) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setKindRole(kind, roles);
    }

    /// @inheritdoc ITrace
    function pause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _shared = _shared.withPaused(true);
        emit Paused(msg.sender);
    }

    /// @inheritdoc ITrace
    function unpause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _shared = _shared.withPaused(false);
        emit Unpaused(msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function batchOf(bytes32 id) external view returns (BatchView memory) {
        Batch batch = _chains[id].batch;
        return BatchView({
            custodian: batch.custodian(),
            quantity: batch.quantity(),
            seq: batch.seq(),
            status: batch.status(),
            verdict: batch.verdict(),
            head: _chains[id].head
        });
    }

    /// @inheritdoc ITrace
    function headOf(bytes32 id) external view returns (bytes32) {
        return _chains[id].head;
    }

    /// @inheritdoc ITrace
    function idOf(string calldata code) external pure returns (bytes32) {
        return hashOf(code);
    }

    /// @inheritdoc ITrace
    function kindRole(Kind kind) external view returns (uint256) {
        return _rolesFor(kind, _shared);
    }

    /// @inheritdoc ITrace
    function lineCount() external view returns (uint64) {
        return _shared.lineCount();
    }

    /// @inheritdoc ITrace
    function paused() external view returns (bool) {
        return _shared.paused();
    }
}
