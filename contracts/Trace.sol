// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TraceExtension} from "./TraceExtension.sol";
import {ITrace} from "./interfaces/ITrace.sol";
import {Ledger, Store} from "./libraries/Ledger.sol";
import {Holding} from "./types/Holding.sol";
import {FLAGS_MASK, Journey} from "./types/Journey.sol";
import {Kind} from "./types/Kind.sol";
import {PAUSED, Shared} from "./types/Shared.sol";
import {Attestations} from "./verbs/Attestations.sol";
import {Bringing} from "./verbs/Bringing.sol";
import {Custody} from "./verbs/Custody.sol";
import {Forwarding} from "./verbs/Forwarding.sol";
import {Multicall} from "./verbs/Multicall.sol";
import {Profiles} from "./verbs/Profiles.sol";
import {Recalls} from "./verbs/Recalls.sol";
import {Roles} from "./verbs/Roles.sol";

/// @title Trace
/// @notice The journey of every batch: see `ITrace`.
/// @dev Immutable: whoever could change this code could rewrite history. A new version is a new deployment that names
///      this one as its predecessor.
contract Trace is Attestations, Recalls, Custody, Roles, Profiles, Bringing, Forwarding, Multicall {
    using Ledger for Store;

    /* STORAGE */

    /// @inheritdoc ITrace
    address public immutable predecessor;

    /* CONSTRUCTION */

    /// @notice Starts without batches, and not paused.
    /// @param admin The default admin: kinds, pause, regulators and registrars. Handed over in two steps with 3 days' delay.
    /// @param registrar The first holder of `REGISTRAR_ROLE`.
    /// @param previous The deployment that this one follows, or zero.
    constructor(address admin, address registrar, address previous)
        Roles(admin, registrar)
        Forwarding(address(new TraceExtension()))
    {
        predecessor = previous;
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function batchOf(bytes32 id) external view returns (BatchView memory) {
        Journey journey = _store.batches[id].journey;
        Holding holding = _store.batches[id].holding;
        return BatchView({
            custodian: holding.custodian(),
            quantity: holding.quantity(),
            seq: journey.seq(),
            flags: uint16(Journey.unwrap(journey) & FLAGS_MASK & 0x3f),
            verdict: journey.verdict(),
            rank: uint8(journey.rank()),
            maker: holding.maker(),
            head: journey.head()
        });
    }

    /// @inheritdoc ITrace
    function headOf(bytes32 id) external view returns (bytes32) {
        return _store.batches[id].journey.head();
    }

    /// @inheritdoc ITrace
    function state() external view returns (bytes32 chain, uint40 lineCount, bool paused) {
        Shared shared = _store.shared;
        return (shared.chain(), shared.lineCount(), shared.hasFlag(PAUSED));
    }

    /// @inheritdoc ITrace
    function kindRole(Kind kind) external view returns (uint256) {
        return _store.rolesFor(kind, _store.shared);
    }

    /// @inheritdoc ITrace
    function retirement() external view returns (address successor, uint40 from) {
        return (_store.retirement.successor, _store.retirement.from);
    }
}
